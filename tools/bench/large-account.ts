import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { known } from '../../src/model/fact.ts';
import type { AiFeature } from '../../src/model/feature.ts';
import { buildFeature, resultOf } from '../../test/store/support/build.ts';

export const FEATURES = 10_000;

export type Settings = Record<string, string>;

/** Ten thousand features with what real ones carry, judged by the real rules. */
export async function fill(settings: Settings): Promise<void> {
  const app = await openApp(readConfig(settings));
  const own = app.store.of(await app.store.upsertTenant('hubspot', '1'));
  const { id, startedAt } = await own.leases.begin('resync', 'bench', new Date().toISOString());
  const features = Array.from({ length: FEATURES }, (_, index) => featureOf(index));
  const empty = resultOf({}, id, startedAt);
  await own.inventories.write({ ...empty, judge: app.judge, inventory: { ...empty.inventory, features } });
  await app.close();
}

function featureOf(index: number): AiFeature {
  const at = `actions[${index % 7}]`;
  return {
    ...buildFeature(String(index), { name: `Flow ${index} of the sales team`, objectType: 'contacts' }),
    facts: {
      technique: known('generative', 'observed', at),
      enabled: known(true, 'observed', 'isEnabled'),
      subjectKind: known('natural-person', 'linked', 'objectTypeId'),
      ...(index % 10 === 0 && {
        purposes: known(['recruitment'], 'observed', at),
        subjectRoles: known(['candidate'], 'observed', at),
        output: known(['score'], 'linked', at),
      }),
      ...(index % 3 === 0 && {
        audience: known(['customer'], 'linked', at),
        sending: known('automatic', 'linked', at),
      }),
    },
    evidence: Array.from({ length: 4 }, (_, step) => ({
      claim: { id: 'evidence.code-calls', params: { name: 'OpenAI API' } },
      at: `actions[${step}].sourceCode`,
      value: 'api.openai.com',
      certainty: 'proven',
    })),
  };
}

export function quantile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? 0;
}
