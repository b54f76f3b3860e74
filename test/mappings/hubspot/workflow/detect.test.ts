import { describe, expect, it } from '@jest/globals';
import { detectWorkflow } from '#mappings/hubspot/workflow/detect.ts';
import type { JsonObject } from '#src/model/json.ts';
import type { DetectedSystem } from '#src/normalise/mapping.ts';
import { action, assetOf, branch, code, flow, inputOf, webhook } from '../../../support/build.ts';

const detect = (payload: JsonObject) => detectWorkflow(inputOf(assetOf('workflow', '1', payload)));
const of = (...actions: JsonObject[]) => detect(flow(actions));
const MODEL = 'https://api.openai.com/v1/responses';
const systemsOf = (payload: JsonObject): DetectedSystem[] => {
  const found = detect(payload);
  return 'systems' in found ? found.systems : [];
};

describe('mappings/hubspot/workflow/detect', () => {
  it.each([
    ['one step asks a model', 'ai', undefined, flow([action('1', '0-4', {}, '2'), webhook('2', MODEL)])],
    [
      'a step cannot be judged',
      'undetermined',
      'because.action-unknown',
      flow([action('1', '0-4', {}, '2'), action('2', '1-99')]),
    ],
    [
      'one step asks a model and another cannot be judged',
      'ai',
      undefined,
      flow([webhook('1', MODEL, '2'), action('2', '1-99')]),
    ],
    [
      'every step follows rules',
      'not-ai',
      'because.all-rules',
      flow([action('1', '0-4'), branch('2', 'x', '3'), action('3', '0-5')]),
    ],
    [
      'it sends data to nobody we know',
      'not-ai',
      'because.webhook-other',
      flow([action('1', '0-4'), webhook('2', 'https://erp.example.com/x')]),
    ],
    ['its code stays at home', 'not-ai', 'because.code-local', flow([code('1')])],
    ['it has no steps', 'not-ai', 'because.no-steps', flow([])],
    ['the vendor is silent', 'not-ai', 'because.no-steps', {}],
    ['a kind of branch is new', 'undetermined', 'because.action-unknown', flow([{ type: 'BRAND_NEW', actionId: '1' }])],
    [
      'it is called like one',
      'not-ai',
      'because.all-rules',
      flow([action('1', '0-4')], { name: 'AI GPT scoring agent' }),
    ],
  ])('when %s: %s', (_when, result, because, payload: JsonObject) => {
    const found = detect(payload);
    expect(found.result).toBe(result);
    expect('because' in found ? found.because.id : undefined).toBe(because);
  });

  it('makes one system of several steps that ask the same model, and keeps different ones apart', () => {
    const systems = systemsOf(
      flow([webhook('1', MODEL, '2'), webhook('2', MODEL, '3'), webhook('3', 'https://api.mistral.ai/v1/x')]),
    );
    expect(systems.map(({ system, steps }) => [system.id, steps])).toEqual([
      ['openai-api', ['1', '2']],
      ['mistral-api', ['3']],
    ]);
  });

  it('says that a step is there and never runs', () => {
    const lost = systemsOf(flow([action('1', '0-4'), webhook('2', MODEL)]));
    expect(lost[0]?.facts.inUse).toMatchObject({ known: true, value: false });
    const both = systemsOf(flow([webhook('1', MODEL), webhook('2', MODEL)]));
    expect(both[0]?.facts.inUse).toMatchObject({ value: true });
  });

  it.each([
    ['a branch', { type: 'LIST_BRANCH', actionId: '1', listBranches: [{ connection: { nextActionId: '2' } }] }],
    ['its default', { type: 'STATIC_BRANCH', actionId: '1', defaultBranch: { nextActionId: '2' } }],
    [
      'a value',
      {
        type: 'STATIC_BRANCH',
        actionId: '1',
        staticBranches: [{ branchValue: 'x', connection: { nextActionId: '2' } }],
      },
    ],
    ['a test', { type: 'AB_TEST_BRANCH', actionId: '1', testBranches: [{ connection: { nextActionId: '2' } }] }],
    ['a GOTO in a circle', { ...action('1', '0-4', {}, '2'), connection: { edgeType: 'GOTO', nextActionId: '2' } }],
  ])('reaches a step behind %s', (_what, first) => {
    const [system] = systemsOf(flow([first, webhook('2', MODEL, '1')]));
    expect(system?.facts.inUse).toMatchObject({ value: true });
  });

  it('takes every step as running when the flow does not say where it starts', () => {
    const [system] = systemsOf({ actions: [action('1', '0-4'), webhook('2', MODEL)] });
    expect(system?.facts.inUse).toMatchObject({ value: true });
  });

  it('gives the most telling reason, not the first', () => {
    expect(
      of(action('1', '0-4'), code('2', { urls: [{ host: 'erp.example.com', path: '/', line: 1, use: 'call' }] })),
    ).toMatchObject({
      because: { id: 'because.code-calls-others', params: { hosts: 'erp.example.com', steps: 2 } },
    });
  });
});
