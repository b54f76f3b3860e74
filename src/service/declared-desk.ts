import type { App } from '../app.ts';
import type { DeclaredDesk } from '../http/declared/routes.ts';
import type { Actor } from '../model/audit.ts';
import { type Declaration, EVERY_FEATURE } from '../model/declaration.ts';
import { DECLARED, type DeclaredFeature } from '../model/declared-feature.ts';
import { featureKey } from '../model/feature.ts';
import type { Tenant } from '../model/inventory.ts';
import type { Entered } from '../scan/entered.ts';

type Needs = Pick<App, 'store' | 'judge' | 'describe' | 'stamps' | 'enter' | 'faultIn'>;

/** Features that people enter, judged by the rules of today. */
export function makeDeclaredDesk({ store, judge, describe, stamps, enter, faultIn }: Needs): DeclaredDesk & {
  edit(tenant: Tenant, id: string, to: (before: DeclaredFeature) => DeclaredFeature, said: Said): Promise<boolean>;
} {
  const judging = ({ crm }: Tenant) => ({
    judge,
    describe,
    stamps,
    enter: (entered: Entered) => enter(crm, entered),
  });
  const of = (tenant: Tenant) => store.of(tenant).declared;
  return {
    faultIn: ({ crm }, feature) => faultIn(crm, feature),
    list: (tenant) => of(tenant).list(),
    history: (tenant, id) => of(tenant).history(id),
    add: (tenant, feature, said) => of(tenant).add(feature, said, judging(tenant)),
    change: (tenant, id, feature, said) => of(tenant).change(id, () => feature, said, judging(tenant)),
    withdraw: (tenant, id, said) => of(tenant).withdraw(id, said, judging(tenant)),
    edit: (tenant, id, to, said) => of(tenant).change(id, to, said, judging(tenant)),
  };
}

interface Said {
  by: Actor;
  reason?: string;
}

/** Keeps a fact that somebody declared, and judges again what it is about: one feature, or all of the company. */
export function makeDeclare(needs: Needs): (tenant: Tenant, said: Omit<Declaration, 'at'>) => Promise<void> {
  const desk = makeDeclaredDesk(needs);
  return async (tenant, said) => {
    const entered = enteredId(tenant, said.key);
    if (entered !== undefined) {
      // Of what a person entered there is no other word to set it beside: it is said anew.
      const { fact, value, by, reason } = said;
      const about = { by, ...(reason !== undefined && { reason }) };
      await desk.edit(tenant, entered, (before) => withFact(before, fact, value), about);
      return;
    }
    const { declarations, features } = needs.store.of(tenant);
    await declarations.add(said);
    const { judge, describe, stamps } = needs;
    await features.judgeAgain({ judge, describe, stamps, ...(said.key !== EVERY_FEATURE && { key: said.key }) });
  };
}

function enteredId({ crm }: Tenant, key: string): string | undefined {
  const beginning = featureKey(crm, DECLARED, '');
  return key.startsWith(beginning) ? key.slice(beginning.length) : undefined;
}

function withFact(before: DeclaredFeature, fact: Declaration['fact'], value: unknown): DeclaredFeature {
  const { [fact]: _before, ...others } = before.facts as Record<string, unknown>;
  return {
    ...before,
    facts: (value === undefined ? others : { ...others, [fact]: value }) as DeclaredFeature['facts'],
  };
}
