import type { Body } from '../../shared/body.ts';
import { filterBranchOf } from './condition.ts';
import { pick, seededRandom, seedOf } from '../../shared/random.ts';
import { TOPICS } from '../../shared/topics.ts';
import { wholeFlow } from './whole-flow.ts';

const OBJECTS = ['0-1', '0-1', '0-1', '0-2', '0-3', '0-5'];
const CREATED = '2024-03-01T08:00:00.000Z';
const UPDATED = '2026-09-15T08:00:00.000Z';

/** Flow number `index` of a generated account: 5 to 15 actions in a row, the same ones for the same seed. */
export function generatedFlow(index: number, id: string, seed: number, aiShare: number): Body {
  const random = seededRandom(seedOf(seed, index));
  const objectTypeId = pick(random, OBJECTS);
  const isAi = random() < aiShare;
  const count = 5 + Math.floor(random() * 11);
  const aiAt = isAi ? Math.floor(random() * count) : -1;
  const actions = Array.from({ length: count }, (_, at) => {
    const actionId = String(at + 1);
    const connection = at + 1 < count ? { edgeType: 'STANDARD', nextActionId: String(at + 2) } : undefined;
    if (at === aiAt) return { ...pick(random, AI)(), actionId, connection };
    if (random() < BRANCHES) return { ...branch(random, connection), actionId };
    return { ...pick(random, ORDINARY)(random), actionId, connection };
  });
  return wholeFlow({
    objectTypeId,
    id,
    isEnabled: random() < 0.8,
    flowType: 'WORKFLOW',
    revisionId: String(1 + Math.floor(random() * 40)),
    name: `${pick(random, TOPICS)} ${index}`,
    createdAt: CREATED,
    updatedAt: UPDATED,
    startActionId: '1',
    nextAvailableActionId: String(count + 1),
    actions,
    enrollmentCriteria: random() < MANUAL ? { type: 'MANUAL', shouldReEnroll: false } : enrollment(random),
  });
}

const native = (actionTypeId: string, fields: Body): Body => {
  return { type: 'SINGLE_CONNECTION', actionTypeId, actionTypeVersion: 0, fields };
};

const BRANCHES = 0.1;
const MANUAL = 0.25;

/** Two ways that meet again: most branches of a real account only pass over a step. */
function branch(random: () => number, connection: Body | undefined): Body {
  const listBranches = [1, 2].map((number) => ({
    branchName: `Case ${number}`,
    filterBranch: filters(random),
    connection,
  }));
  return { type: 'LIST_BRANCH', listBranches, defaultBranchName: 'None met', defaultBranch: connection };
}

function enrollment(random: () => number): Body {
  return {
    type: 'LIST_BASED',
    shouldReEnroll: random() < 0.5,
    listFilterBranch: filters(random),
    reEnrollmentTriggersFilterBranches: [],
    unEnrollObjectsNotMeetingCriteria: false,
  };
}

/** Made once each: a measured client must not wait for the simulator to make the same again. */
const FILTERS = Array.from({ length: 95 }, (_, field) =>
  ['lead', 'customer', 'opportunity'].map((stage) =>
    filterBranchOf([
      { property: `custom_field_${field}`, known: true },
      { property: 'lifecyclestage', in: [stage] },
    ]),
  ),
).flat();

const filters = (random: () => number) => pick(random, FILTERS);

const set = (random: () => number) => {
  const value = { type: 'STATIC_VALUE', staticValue: 'yes' };
  return native('0-5', { property_name: `custom_field_${Math.floor(random() * 95)}`, value });
};
const delay = (random: () => number) =>
  native('0-1', { delta: String(Math.floor(random() * 10_000)), time_unit: 'MINUTES' });
const email = (random: () => number) => native('0-4', { content_id: String(100_000 + Math.floor(random() * 500)) });

/** As often as they stand here: custom code is rare, for few editions have it. */
const ORDINARY: ((random: () => number) => Body)[] = [
  ...[set, set, set, set, set, delay, delay, delay, delay, email, email, email, email],
  () => native('0-3', { subject: 'Call back', body: 'See the record.', task_type: 'CALL' }),
  () =>
    native('0-9', { user_ids: ['88000001'], delivery_method: 'APP', subject: 'Heads up', body: 'Something moved.' }),
  (random) => native('0-63809083', { list_id: String(1_000 + Math.floor(random() * 534)) }),
  () => ({
    type: 'CUSTOM_CODE',
    runtime: 'NODE20X',
    sourceCode:
      'exports.main = async (event, callback) => callback({ outputFields: { name: event.inputFields.name.trim() } });\n',
    secretNames: [],
    inputFields: [{ name: 'name', value: { type: 'OBJECT_PROPERTY', propertyName: 'firstname' } }],
    outputFields: [{ name: 'name', type: 'STRING' }],
  }),
];

const AI: (() => Body)[] = [
  () => native('0-172351286', { prompt: 'Summarise what this company does in one sentence.' }),
  () => native('0-195318603', { objectToSummarize: 'enrolled_object' }),
  () => ({
    type: 'CUSTOM_CODE',
    runtime: 'NODE20X',
    sourceCode:
      "const OpenAI = require('openai');\nexports.main = async () => new OpenAI().responses.create({ model: 'gpt-4o-mini', input: 'hi' });\n",
    secretNames: ['OPENAI_API_KEY'],
    inputFields: [],
    outputFields: [{ name: 'answer', type: 'STRING' }],
  }),
  () => ({
    type: 'WEBHOOK',
    method: 'POST',
    webhookUrl: 'https://api.anthropic.com/v1/messages',
    queryParams: [],
    authSettings: { type: 'AUTH_KEY', name: 'x-api-key', secretName: 'anthropic_key', location: 'HEADER' },
  }),
];
