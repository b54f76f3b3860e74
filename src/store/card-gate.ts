import type { Tenant } from '../model/inventory.ts';
import { LANGUAGES } from '../model/message.ts';
import type { ScanProgress } from '../model/scan-state.ts';
import type { CardStatus } from './card-status.ts';
import { KEPT_MIN, type Seen } from './seen-signatures.ts';
import type { Often } from './statements.ts';
import { tenantId } from './tenants.ts';
import { Together } from './together.ts';

type Question = { digest: string } | { account: string };
type Answer = boolean | CardStatus | undefined;

interface Row extends Tenant {
  /** Of a signature that was not used before; the rest is then empty. */
  digest: string | null;
  connection: 'ok' | 'reconnect' | null;
  language: string | null;
  revision: string | null;
  scan: string | null;
  progress: string | null;
}

/**
 * What every call of every card asks of the database: was this signature used, and what has changed in this account?
 * Both go in one statement, and so do those of calls that come meanwhile.
 */
export class CardGate implements Seen {
  readonly #together: Together<Question, Answer>;

  constructor(often: Often) {
    this.#together = new Together((questions) => answersTo(often, questions));
  }

  async isFirst(digest: string): Promise<boolean> {
    return (await this.#together.one({ digest })) === true;
  }

  /** Of a HubSpot account; undefined when no tenant has it. */
  async status(account: string): Promise<CardStatus | undefined> {
    return (await this.#together.one({ account })) as CardStatus | undefined;
  }
}

// Written out once, and asked by the owner of the tables: whose account it is, is only known by it. Nobody waits for the
// disk: a server that crashes may forget the signatures of its last half second.
const ASK = `
  with kept as (
    insert into seen_signatures (digest, until)
    select distinct digest, now() + interval '${KEPT_MIN} minutes' from unnest($1::text[]) as digest
    where set_config('synchronous_commit', 'off', true) is not null
    on conflict (digest) do nothing returning digest
  )
  select digest, null as id, null as crm, null as name, null as account, null as connection, null as language,
    null as revision, null as scan, null as progress
  from kept
  union all
  select null, t.id, t.crm, t.name, t.account, c.state, c.language, r.revision, s.id, s.progress
  from tenants as t
  left join connections as c on c.tenant_id = t.id
  left join inventory_revisions as r on r.tenant_id = t.id
  left join scans as s on s.tenant_id = t.id and s.state in ('queued', 'running')
  where t.id = any($2::text[])`;

async function answersTo(often: Often, questions: readonly Question[]): Promise<Answer[]> {
  const digests = questions.flatMap((one) => ('digest' in one ? one.digest : []));
  const ids = new Set(questions.flatMap((one) => ('account' in one ? tenantId('hubspot', one.account) : [])));
  const rows = await often<Row>('card-gate', ASK, [digests, [...ids]]);
  const first = new Set(rows.flatMap(({ digest }) => digest ?? []));
  const statuses = new Map(rows.filter(({ digest }) => digest === null).map((row) => [row.id, statusIn(row)]));
  return questions.map((one) =>
    // Of two signatures in one question that are alike, one is first.
    'digest' in one ? first.delete(one.digest) : statuses.get(tenantId('hubspot', one.account)),
  );
}

/** For what was let through already and is only written down. */
export async function keepSignatures(often: Often, digests: readonly string[]): Promise<void> {
  await often('card-gate', ASK, [digests, []]);
}

function statusIn({ id, crm, name, account, connection, revision, scan, progress, ...row }: Row): CardStatus {
  const language = LANGUAGES.find((one) => one === row.language);
  return {
    tenant: { id, crm, name, account },
    ...(connection !== null && { connection }),
    ...(language !== undefined && { language }),
    ...(revision !== null && { revision }),
    ...(scan !== null && {
      open: { id: scan, ...(progress !== null && { progress: JSON.parse(progress) as ScanProgress }) },
    }),
  };
}
