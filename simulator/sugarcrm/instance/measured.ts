import type { Body } from '../../shared/body.ts';
import { pick, seededRandom, seedOf } from '../../shared/random.ts';
import { TOPICS } from '../../shared/topics.ts';
import type { Rows } from '../../shared/rows.ts';
import { instanceOf, processRow } from './build.ts';
import { uuidOf } from './ids.ts';
import type { Field, Instance, Module } from './instance.ts';
import { parseWorld } from './load.ts';
import type { Release } from './profile.ts';
import { fieldOf } from './vardefs.ts';
import { Process, type WorldSource } from './world.ts';

export interface TenantSize {
  name: string;
  processes: number;
  /** Of a whole metadata answer, about. */
  megabytes?: number;
  /** Of the processes, between 0 and 1. */
  aiShare?: number;
  seed?: number;
}

const FIELDS_A_MODULE = 400;
/** What such a module takes in metadata. */
const MODULE_MEGABYTES = 0.175;

/** An instance of any size. Processes and vardefs are made when they are read and then forgotten. */
export function makeTenant(size: TenantSize, now: number, release?: Release): Instance {
  const { name, processes, megabytes = 30, aiShare = 0.05, seed = 1 } = size;
  const instance = instanceOf(parseWorld(surroundings(name)), now, release);
  const modules = new Map(instance.modules);
  for (let index = 0; index < Math.round(megabytes / MODULE_MEGABYTES); index++) {
    const module = customModule(index, instance);
    modules.set(module.name, module);
  }
  const project = modules.get('pmse_Project');
  if (project === undefined) throw new Error('An edition without processes');
  const processAt = (index: number) => generatedProcess(index, name, seed, aiShare);
  const indexOf = new Map<string, number>();
  for (let index = 0; index < processes; index++) indexOf.set(idOf(name, index), index);
  const rows: Rows<Body> = {
    length: processes,
    at: (index) => (index < processes ? wholeRow(processAt(index)) : undefined),
  };
  const process = (id: string) => {
    const index = indexOf.get(id);
    return index === undefined ? undefined : processAt(index);
  };
  const find = (id: string) => {
    const found = process(id);
    return found && wholeRow(found);
  };
  modules.set('pmse_Project', { ...project, rows, find });
  return { ...instance, modules, process };
}

/** `tenant-1000`, `tenant-200-mb5`, `tenant-1000-mb30-seed7`; nothing for other names. */
export function measuredInstance(name: string, now: number, release?: Release): Instance | undefined {
  const match = /^tenant-(\d{1,5})(?:-mb(\d{1,3}))?(?:-seed(\d{1,6}))?$/.exec(name);
  if (match === null) return undefined;
  const [, processes, megabytes = '30', seed = '1'] = match;
  return makeTenant(
    { name, processes: Number(processes), megabytes: Number(megabytes), seed: Number(seed) },
    now,
    release,
  );
}

function surroundings(name: string): WorldSource {
  return {
    name,
    about: 'Generated: for measuring',
    licences: ['CURRENT', 'SUGAR_SELL', 'SUGAR_SERVE', 'PREDICT_PREMIER', 'AUTOMATE'],
    users: [{ name: 'Ada Benchmark', username: 'ada', password: 'bench', email: 'ada@bench.example', admin: true }],
    population: {
      Leads: {
        total: 4_000,
        filled: { ai_conv_score_classification: { count: 3_600, values: ['01_not_likely', '05_very_likely'] } },
      },
      Opportunities: { total: 900, filled: {} },
      Cases: { total: 2_000, filled: {} },
    },
  };
}

const idOf = (name: string, index: number) => uuidOf(name, 'process', index);

function wholeRow(process: Process & { id: string }): Body {
  return { ...processRow(process), date_entered: process.modified, deleted: false, created_by: '1' };
}

function customModule(index: number, { modules }: Instance): Module {
  const base = modules.get('Notes');
  if (base === undefined) throw new Error('An instance without notes');
  const name = `bench_Module${index}`;
  return {
    ...base,
    name,
    label: `Bench ${index}`,
    singular: `Bench ${index}`,
    rows: [],
    find: () => undefined,
    fields: () => fieldsOf(name),
  };
}

function fieldsOf(module: string): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (let index = 0; index < FIELDS_A_MODULE; index++) {
    const type = index % 5 === 0 ? 'decimal(26,6)' : 'varchar(255)';
    const comment = `Column ${index} of ${module}, filled by the nightly import. `.repeat(3);
    const source = {
      name: `measure_${index}_c`,
      type,
      flags: 'audited reportable importable massupdate',
      licence: [],
      comment,
    };
    fields.set(
      source.name,
      fieldOf(source, () => ''),
    );
  }
  return fields;
}

const MODULES = ['Leads', 'Leads', 'Contacts', 'Accounts', 'Opportunities', 'Cases'];

/** Process number `index` of a generated instance: 4 to 12 steps in a row, the same ones for the same seed. */
function generatedProcess(index: number, name: string, seed: number, aiShare: number): Process & { id: string } {
  const random = seededRandom(seedOf(seed, index));
  const module = pick(random, MODULES);
  const count = 4 + Math.floor(random() * 9);
  const aiAt = random() < aiShare ? Math.floor(random() * count) : -1;
  const steps = Array.from({ length: count }, (_, at) => (at === aiAt ? AI : pick(random, ORDINARY)));
  const isEnabled = random() < 0.8;
  return {
    ...Process.parse({ name: `${pick(random, TOPICS)} ${index}`, module, enabled: isEnabled, steps }),
    id: idOf(name, index),
  };
}

const ORDINARY: Body[] = [
  { wait: 1_440 },
  { change: { description: 'Checked' } },
  { add: { module: 'Tasks', fields: { name: 'Call back', priority: 'High' } } },
  { assign: 'user-1' },
  { roundRobin: 'team-1' },
  { branch: [{ if: [{ field: 'description', value: 'x' }], steps: [{ wait: 60 }] }, { steps: [{ wait: 120 }] }] },
];

const AI: Body = {
  webhook: {
    url: 'https://api.openai.com/v1/chat/completions',
    headers: { Authorization: 'Bearer bench' },
    payload: { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Summarise {::Leads::description::}' }] },
  },
};
