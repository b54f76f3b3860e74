import { z } from 'zod';
import { UnexpectedShape } from '../../src/kit/errors.ts';
import { faultOf } from '../../src/pull/check-items.ts';
import { membersOf, parseMember } from '../../src/pull/json-members.ts';
import type { SugarClient } from './client.ts';
import { ADMIN } from './errors.ts';
import { isObject, phpList, phpObject, textOf } from './shapes.ts';

const no = z.literal('no').optional().catch(undefined);
const FieldAcl = z.object({ read: no, license: no });
const ModuleAcl = z.object({
  access: no,
  list: no,
  fields: phpObject(z.record(z.string(), FieldAcl.catch({})))
    .optional()
    .catch(undefined),
});

/** Of a user only what says what may be read: no name, no address, no team. */
const Me = z.object({
  current_user: z.object({
    type: z.string().catch('unknown'),
    licenses: phpList(z.string()).optional().catch(undefined),
    acl: phpObject(z.record(z.string(), ModuleAcl.catch({}))).catch({}),
  }),
});
export type Me = z.infer<typeof Me>['current_user'];

export function readMe(client: SugarClient): Promise<Me> {
  return client.once('me', async () => {
    const { current_user: me } = await client.get('me', Me, { what: 'the connected user', right: ADMIN });
    return me;
  });
}

export async function isAdmin(client: SugarClient): Promise<boolean> {
  return (await readMe(client)).type === 'admin';
}

/** What the metadata say about the whole instance. Texts and settings as returned; streams keep of them what they need. */
export interface Head {
  server: Record<string, unknown>;
  config: Record<string, unknown>;
  modules: string[];
}

const SECTIONS = 'full_module_list,server_info,config';

export function readHead(client: SugarClient): Promise<Head> {
  return client.once('head', async () => {
    const ask = { what: 'metadata', right: ADMIN, query: { type_filter: SECTIONS } };
    return headIn(await client.bytes('metadata', ask));
  });
}

/** An instance that ignores the filter sends everything: only these sections are parsed. */
export function headIn(bytes: Buffer): Head {
  const head: Head = { server: {}, config: {}, modules: [] };
  try {
    for (const member of membersOf(bytes)) {
      if (member.key === 'server_info') {
        head.server = objectIn(parseMember(bytes, member));
      } else if (member.key === 'config') {
        head.config = objectIn(parseMember(bytes, member));
      } else if (member.key === 'full_module_list') {
        head.modules = modulesIn(parseMember(bytes, member));
      }
    }
  } catch (error) {
    throw broken('metadata', error);
  }
  return head;
}

export function broken(what: string, error: unknown): UnexpectedShape {
  if (error instanceof SyntaxError) {
    return new UnexpectedShape(what, 'it is no JSON, or was cut off');
  }
  if (error instanceof z.ZodError) {
    return new UnexpectedShape(what, faultOf(error));
  }
  throw error;
}

/** Licence keys of the instance as returned; `undefined` when it does not tell. */
export function licencesOf({ server }: Head): string[] | undefined {
  const read = phpList(z.string()).safeParse(server['licenses']);
  return read.success && read.data.length > 0 ? read.data : undefined;
}

/** Does the instance hold one of these? `undefined` when it does not tell its licences. */
export function holds(head: Head, keys: readonly string[]): boolean | undefined {
  return licencesOf(head)?.some((key) => keys.includes(key));
}

function objectIn(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

function modulesIn(list: unknown): string[] {
  const names = Array.isArray(list) ? list : isObject(list) ? Object.keys(list) : [];
  return names.flatMap((name) => textOf(name) ?? []).filter((name) => /^\w{1,100}$/.test(name) && name !== '_hash');
}
