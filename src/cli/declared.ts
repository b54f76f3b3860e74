import { z } from 'zod';
import type { App } from '../app.ts';
import { UsageError } from '../kit/errors.ts';
import { SYSTEM } from '../model/audit.ts';
import { DECLARED, DeclaredFeature } from '../model/declared-feature.ts';
import type { Tenant } from '../model/inventory.ts';
import { FACTS, type FactName } from '../model/facts.ts';
import { featureKey } from '../model/feature.ts';
import { makeDeclaredDesk } from '../service/declared-desk.ts';
import { EXIT } from './run.ts';
import { tenantOf } from './stored.ts';
import { plain } from './terminal.ts';

export interface Told {
  name?: string;
  catalogue?: string;
  kind?: string;
  vendor?: string;
  system?: string;
  model?: string;
  note?: string;
  planned?: boolean;
  fact: string[];
  reason?: string;
  tenant?: string;
}

export async function add(app: App, told: Told): Promise<number> {
  const tenant = await tenantOf(app, told.tenant);
  const id = await makeDeclaredDesk(app).add(tenant, described(app, tenant, {}, told), saidBy(told));
  process.stdout.write(`${featureKey(tenant.crm, DECLARED, id)}\n`);
  return EXIT.complete;
}

export async function change(app: App, id: string, told: Told): Promise<number> {
  const tenant = await tenantOf(app, told.tenant);
  return done(
    await makeDeclaredDesk(app).edit(tenant, id, (before) => described(app, tenant, before, told), saidBy(told)),
  );
}

export async function withdraw(app: App, id: string, told: Told): Promise<number> {
  return done(await makeDeclaredDesk(app).withdraw(await tenantOf(app, told.tenant), id, saidBy(told)));
}

export async function list(app: App, told: Told): Promise<number> {
  for (const { id, said, at } of await makeDeclaredDesk(app).list(await tenantOf(app, told.tenant))) {
    const { name = '', kind, catalogueId, facts } = said ?? {};
    const parts = [id, plain(name, 200), kind, catalogueId, facts?.planned === true && 'planned', `said ${at}`];
    process.stdout.write(`${parts.filter(Boolean).join('  ')}\n`);
  }
  return EXIT.complete;
}

function done(isDone: boolean): number {
  if (!isDone) {
    throw new UsageError(
      'There is no such feature, or no longer.',
      'ai-inventory declared list shows those that stand.',
    );
  }
  return EXIT.complete;
}

function saidBy({ reason }: Told) {
  return { by: SYSTEM, ...(reason !== undefined && { reason }) };
}

/** What is given, on top of what stood. */
function described(app: App, tenant: Tenant, before: Partial<DeclaredFeature>, told: Told): DeclaredFeature {
  const { name, kind, note, catalogue: catalogueId } = told;
  const system = { ...before.system, ...given({ vendor: told.vendor, name: told.system, model: told.model }) };
  const parsed = DeclaredFeature.safeParse({
    ...before,
    ...given({ name, kind, note, catalogueId }),
    ...(Object.keys(system).length > 0 && { system }),
    facts: given({
      ...before.facts,
      ...Object.fromEntries(told.fact.map(factIn)),
      ...given({ planned: told.planned }),
    }),
  });
  if (!parsed.success) {
    throw new UsageError(z.prettifyError(parsed.error), 'docs/facts.md lists the facts and their values.');
  }
  const wrong = app.faultIn(tenant.crm, parsed.data);
  if (wrong) {
    throw new UsageError(`${wrong.at}: ${wrong.fault}.`, 'Give --vendor and --system, or --catalogue.');
  }
  return parsed.data;
}

function given(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function factIn(text: string): [string, unknown] {
  const [name = '', ...rest] = text.split('=');
  const value = rest.join('=').trim();
  const type = Object.hasOwn(FACTS, name) ? FACTS[name as FactName].type : undefined;
  if (value === '') {
    return [name, undefined];
  }
  if (type === 'boolean') {
    return [name, { true: true, false: false, yes: true, no: false }[value] ?? value];
  }
  return [name, type === 'list' ? value.split(',').map((one) => one.trim()) : value];
}
