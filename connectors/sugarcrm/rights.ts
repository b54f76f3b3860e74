import { AccessDenied, Unavailable } from '../../src/kit/errors.ts';
import type { Page } from '../../src/pull/connector.ts';
import { refusal } from '../../src/pull/refusal.ts';
import type { SugarClient } from './client.ts';
import { ADMIN } from './errors.ts';
import { holds, isAdmin, readHead } from './instance.ts';

export const developer = (module = 'each module') => `Developer role right on ${module}`;

/** Sugar leaves out of a list what the user may not see, without a word: such a list is a part, never the whole. */
export async function* gapUnlessAdmin(client: SugarClient, what: string, grant: string = ADMIN): AsyncGenerator<Page> {
  if (!(await isAdmin(client))) {
    yield { assets: [], refused: [{ what, grant, reason: 'SugarCRM lists only what this user may see.' }] };
  }
}

interface Part {
  what: string;
  read(): AsyncIterable<Page>;
}

/** Reads the parts of a stream one after another. A refused one is named and the others go on; all refused, so is the stream. */
export async function* inParts(parts: readonly Part[]): AsyncGenerator<Page> {
  const ended: (AccessDenied | Unavailable)[] = [];
  for (const { what, read } of parts) {
    try {
      yield* read();
    } catch (error) {
      if (!(error instanceof AccessDenied || error instanceof Unavailable)) {
        throw error;
      }
      ended.push(error);
      if (error instanceof AccessDenied) {
        yield { assets: [], refused: [refusal(what, error)] };
      }
    }
  }
  const reason = ended.find((error) => error instanceof AccessDenied) ?? ended[0];
  if (ended.length === parts.length && reason) {
    throw reason;
  }
}

/**
 * A refusal of what no licence of the instance unlocks says that it is not there for anybody. `keys`: any one unlocks it;
 * an instance that does not tell its licences gets the benefit of the doubt, and the refusal stays one.
 */
export async function* ifLicensed(
  client: SugarClient,
  keys: readonly string[],
  product: string,
  pages: AsyncIterable<Page>,
): AsyncGenerator<Page> {
  try {
    yield* pages;
  } catch (error) {
    if (error instanceof AccessDenied && holds(await readHead(client), keys) === false) {
      throw new Unavailable(product, `the instance has no licence for it (${keys.join(' or ')}).`, error);
    }
    throw error;
  }
}
