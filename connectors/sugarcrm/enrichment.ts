import { z } from 'zod';
import { AccessDenied } from '../../src/kit/errors.ts';
import { compact } from '../../src/pull/compact.ts';
import type { Stream } from '../../src/pull/connector.ts';
import { refusal } from '../../src/pull/refusal.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { isMissing, type SugarClient } from './client.ts';
import { ADMIN, isInvalid } from './errors.ts';
import { ifLicensed } from './rights.ts';
import { holds, readHead } from './instance.ts';
import { flag, isObject, phpObject } from './shapes.ts';
import { embeddedJson } from './text/embedded-json.ts';

const License = phpObject(z.looseObject({ isHintUser: flag }));
const Config = phpObject(z.looseObject({ response: z.unknown() }));

/** Hint, which fills in data about people and companies from elsewhere. */
export const enrichment: Stream<SugarClient> = {
  name: 'enrichment',
  few: true,
  kinds: ['hint'],
  scopes: [ADMIN],
  async *pull({ client, kept }) {
    const read = async function* () {
      const license = await client.get('hint/license/check', License, { what: 'the licence of Hint', right: ADMIN });
      // Nobody may read the settings of what is not licensed: that is no gap.
      const unlicensed = license.isHintUser === false && holds(await readHead(client), ['HINT']) === false;
      const { modules, refused } = unlicensed ? { modules: [], refused: [] } : await modulesOf(client);
      const payload = compact({
        isHintUser: license.isHintUser,
        configured: modules && modules.length > 0,
        modules,
      });
      yield { ...(await sift(kept, 'hint', [assetOf('hint', 'hint', payload)])), refused };
    };
    yield* ifLicensed(client, ['HINT'], 'Hint', read());
  },
};

/** Modules that are filled in; undefined when that cannot be told. */
async function modulesOf(client: SugarClient) {
  try {
    const { response } = await client.get('hint/enrich/config', Config, { what: 'the settings of Hint', right: ADMIN });
    const config = isObject(response) ? embeddedJson(response['config_data']) : undefined;
    const modules = isObject(config) ? Object.keys(config).filter((name) => /^\w{1,100}$/.test(name)) : [];
    return { modules: modules.slice(0, 100), refused: [] };
  } catch (error) {
    if (error instanceof AccessDenied) {
      return { modules: undefined, refused: [refusal('the settings of Hint', error)] };
    }
    if (isMissing(error) || isInvalid(error)) {
      return { modules: undefined, refused: [] };
    }
    throw error;
  }
}
