import { describe, expect, it } from '@jest/globals';
import { downstream } from '../../src/normalise/graph.ts';
import { asksAnalysis, asksModel, asksPrediction, looksLikeModelKey } from '../../src/normalise/model-calls.ts';
import { hostAndPath, judgeAddress } from '../../src/normalise/judge-address.ts';
import { clip, isObject, numberAt, objectsAt, textAt, textsAt, valueAt, visit } from '../../src/normalise/values.ts';
import { knowledge } from '../support/build.ts';

describe('normalise/values', () => {
  const from = { a: { b: 'x', n: 0, list: ['y', 1, { c: 'z' }, null] }, empty: '' };

  it.each([
    [valueAt(from, 'a.b'), 'x'],
    [valueAt(from, 'a.lost.b'), undefined],
    [valueAt(from, 'a.toString'), undefined],
    [valueAt(null, 'a'), undefined],
    [textAt(from, 'a.b'), 'x'],
    [textAt(from, 'a.n'), undefined],
    [textAt(from, 'empty'), undefined],
    [numberAt(from, 'a.n'), 0],
    [numberAt(from, 'a.b'), undefined],
    [objectsAt(from, 'a.list'), [{ c: 'z' }]],
    [objectsAt(from, 'a.b'), []],
    [textsAt(from, 'a.list'), ['y']],
    [textsAt(undefined, 'a'), []],
    [isObject([]), false],
    [clip('abc', 3), 'abc'],
    [clip('abcd', 3), 'ab…'],
  ])('%#: reads what is there, and undefined where the vendor is silent', (read, expected) => {
    expect(read).toEqual(expected);
  });

  it('visits in the order of the text, with the key of each, and ends', () => {
    const seen: unknown[] = [];
    visit({ a: ['x', { b: 'y' }], c: 'z' }, 100, (value, key) => typeof value === 'string' && seen.push([key, value]));
    expect(seen).toEqual([
      ['a', 'x'],
      ['b', 'y'],
      ['c', 'z'],
    ]);
    let count = 0;
    visit(
      Array.from({ length: 500 }, () => 'x'),
      100,
      () => (count += 1),
    );
    expect(count).toBe(100);
  });
});

describe('normalise/graph', () => {
  it.each([
    [{ 1: ['2'], 2: ['3'] }, ['1'], ['1', '2', '3']],
    [{ 1: ['2'], 2: ['1'] }, ['1'], ['1', '2']],
    [{ 1: ['2'] }, ['9'], ['9']],
    [{ 1: ['2'] }, [], []],
  ])('%j from %j reaches %j', (edges: Record<string, string[]>, from, found) => {
    expect([...downstream(edges, from)].toSorted()).toEqual(found);
  });
});

describe('normalise/model-calls', () => {
  it.each([
    '/v1/chat/completions',
    '/openai/deployments/x/chat/completions',
    '/v1/messages',
    '/v1/responses/',
    '/api/generate',
    '/v1beta/models/x:streamGenerateContent',
  ])('%s asks a model', (path) => {
    expect(asksModel(path)).toBe(true);
  });

  it.each([
    '/',
    '/v1/messages/42',
    '/messages',
    '/chat',
    '/completions',
    '/v1/chat/completions-report',
    '/api/generated',
  ])('%s does not', (path) => {
    expect(asksModel(path)).toBe(false);
  });

  it.each([
    ['/score/predict', true],
    ['/endpoints/x/invocations', true],
    ['/predictable', false],
    ['/predict/report', false],
  ])('%s asks some model: %s', (path, asks) => {
    expect(asksPrediction(path)).toBe(asks);
  });

  it.each([
    '/v1/emotion',
    '/v2/voice/emotion',
    '/voice-analysis/jobs',
    '/call-scoring',
    '/api/transcribe',
    '/v1/transcriptions/',
    '/speech-to-text',
    '/face/compare',
    '/v1/face',
    '/face-match',
    '/facial/verify',
    '/sentiment:analyze',
    '/ml/predict/churn',
    '/v1/candidates/score-person',
    '/candidate-score',
    '/lead_scoring/run',
    '/credit-score',
    '/score/applicants',
    '/analyze/audio',
  ])('%s asks for what usually a model does', (path) => {
    expect(asksAnalysis(path)).toBe(true);
  });

  it.each([
    '/',
    '/v1/messages',
    '/v1/voice/calls',
    '/calls/{}/recordings',
    '/api/customers/42',
    '/surface/list',
    '/interface/v1',
    '/typeface',
    '/faces/index.xhtml',
    '/predictable',
    '/predict/report',
    '/sentimental-gifts',
    '/v1/events/track',
    '/payroll/employees/{}/salary',
    '/scores',
    '/students/transcripts',
    '/risk/list',
    '/invoices/sync',
    '/tracking/customer-score-cards',
  ])('%s does not', (path) => {
    expect(asksAnalysis(path)).toBe(false);
  });

  it.each([
    ['OPENAI_API_KEY', true],
    ['my-openai-key', true],
    ['ANTHROPIC_TOKEN', true],
    ['HF_TOKEN', true],
    ['AZUREOPENAIKEY', true],
    ['OPEN_AIR_KEY', false],
    ['HFX_KEY', false],
    ['SHELF_KEY', false],
    ['HUBSPOT_TOKEN', false],
  ])('the name %s points to a model: %s', (name, points) => {
    expect(looksLikeModelKey(name)).toBe(points);
  });
});

describe('normalise/judge-address', () => {
  const judge = (address: string | undefined, model?: string) => judgeAddress({ address, at: 'x', model }, knowledge);

  it.each([
    ['https://user:pass@api.openai.com/v1', { host: 'api.openai.com', path: '/v1' }],
    ['https://api.openai.com@example.com/v1', { host: 'example.com', path: '/v1' }],
    ['https://api.openai.com:8443/v1?x=1#y', { host: 'api.openai.com', path: '/v1' }],
    ['wss://api.openai.com', { host: 'api.openai.com', path: '' }],
    ['//api.openai.com/v1', undefined],
    ['api.openai.com/v1', undefined],
  ])('reads %s', (address, read) => {
    expect(hostAndPath(address)).toEqual(read);
  });

  it('takes a request that names a model for AI, whoever serves it', () => {
    expect(judge('https://gw.example.com/run', 'llama-3')).toMatchObject({
      result: 'ai',
      system: { id: 'model-gateway', model: 'llama-3', name: 'gw.example.com' },
      evidence: [{ certainty: 'likely' }],
    });
    expect(judge('https://api.openai.com/v1', 'gpt-4o')).toMatchObject({
      system: { id: 'openai-api', model: 'gpt-4o' },
    });
    expect(judge('https://gw.example.com/run')).toMatchObject({ result: 'rules' });
  });
});
