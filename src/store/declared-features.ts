import { randomBytes } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Actor } from '../model/audit.ts';
import { DECLARED, type DeclaredFeature, type DeclaredVersion } from '../model/declared-feature.ts';
import { featureKey } from '../model/feature.ts';
import type { Tenant } from '../model/inventory.ts';
import type { Crm } from '../model/raw-asset.ts';
import { appendAct } from './audit/append.ts';
import { type Enter, type JudgeAgain, judgeEntered, takeTurn } from './judging.ts';
import type { Database } from './schema.ts';
import { canonical, storable } from './text.ts';

type Row = Selectable<Database['declared_features']>;
type Judging = Omit<JudgeAgain, 'at' | 'key'> & { enter: Enter };

interface Said {
  by: Actor;
  reason?: string;
}

/** Features of one tenant that people entered, in all their versions; only ever added to, and judged in the same transaction. */
export class DeclaredFeatures {
  readonly #db: Kysely<Database>;
  readonly #tenant: string;
  readonly #crm: Crm;
  readonly #now: () => Date;

  constructor(db: Kysely<Database>, tenant: Tenant, now: () => Date) {
    this.#db = db;
    this.#tenant = tenant.id;
    this.#crm = tenant.crm;
    this.#now = now;
  }

  /** Those that stand, as they are described now; oldest first. */
  list(): Promise<Standing[]> {
    return declaredFeatures(this.#db, this.#tenant);
  }

  /** Newest first, a withdrawal too; nothing when there never was one of this id. */
  async history(id: string): Promise<DeclaredVersion[]> {
    const rows = await this.#db
      .selectFrom('declared_features')
      .selectAll()
      .where('tenant_id', '=', this.#tenant)
      .where('feature_id', '=', id)
      .orderBy('id', 'desc')
      .execute();
    return rows.map(versionOf);
  }

  /** Returns its id. */
  async add(said: DeclaredFeature, by: Said, judging: Judging): Promise<string> {
    const id = randomBytes(8).toString('hex');
    await this.#say(id, () => said, by, judging);
    return id;
  }

  /** Of the last version another one; false when none stands. */
  change(id: string, to: (before: DeclaredFeature) => DeclaredFeature, by: Said, judging: Judging): Promise<boolean> {
    return this.#say(id, (before) => before && to(before), by, judging);
  }

  withdraw(id: string, by: Said, judging: Judging): Promise<boolean> {
    return this.#say(id, (before) => before && null, by, judging);
  }

  /** `say`: nothing: it cannot be said of what stands, or does not; null: withdrawn. */
  async #say(
    id: string,
    say: (before: DeclaredFeature | undefined) => DeclaredFeature | null | undefined,
    { by, reason }: Said,
    judging: Judging,
  ): Promise<boolean> {
    const at = this.#now().toISOString();
    return this.#db.transaction().execute(async (trx) => {
      await takeTurn(trx, this.#tenant);
      const before = (await declaredFeatures(trx, this.#tenant, id))[0]?.said;
      const said = say(before);
      if (said === undefined) {
        return false;
      }
      const row = {
        tenant_id: this.#tenant,
        feature_id: id,
        said: said && canonical(said),
        reason: reason === undefined ? null : storable(reason),
        actor: canonical(by),
        at,
      };
      const version = await trx.insertInto('declared_features').values(row).returningAll().executeTakeFirstOrThrow();
      await judgeEntered(trx, this.#tenant, versionOf(version), {
        ...judging,
        key: featureKey(this.#crm, DECLARED, id),
        at,
      });
      const action = `feature.${said === null ? 'withdrawn' : before ? 'changed' : 'entered'}`;
      const details = { ...(said && { name: said.name }), reason: row.reason };
      await appendAct(trx, this.#tenant, { actor: by, action, target: id, details }, at);
      return true;
    });
  }
}

export type Standing = DeclaredVersion & { said: DeclaredFeature };

/** The last version of each that was not withdrawn, or of one. */
export async function declaredFeatures(
  db: Kysely<Database> | Transaction<Database>,
  tenant: string,
  id?: string,
): Promise<Standing[]> {
  const rows = await db
    .selectFrom('declared_features')
    .selectAll()
    .distinctOn('feature_id')
    .where('tenant_id', '=', tenant)
    .$if(id !== undefined, (query) => query.where('feature_id', '=', id ?? ''))
    .orderBy('feature_id')
    .orderBy('id', 'desc')
    .execute();
  return rows
    .map(versionOf)
    .filter((version): version is Standing => version.said !== undefined)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

function versionOf({ feature_id, said, reason, actor, at }: Row): DeclaredVersion {
  return {
    id: feature_id,
    ...(said !== null && { said: JSON.parse(said) as DeclaredFeature }),
    ...(reason !== null && { reason }),
    by: JSON.parse(actor) as Actor,
    at,
  };
}
