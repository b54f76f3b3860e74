import { describe, expect, it } from '@jest/globals';
import { judgeSingleAction } from '#mappings/hubspot/workflow/single-action.ts';
import { stepsOf } from '#mappings/hubspot/workflow/steps.ts';
import type { JsonObject } from '#src/model/json.ts';
import { action, assetOf, flow, inputOf } from '../../../support/build.ts';

function judge(
  id: string,
  { name, fields = [], given = {} }: { name?: string; fields?: string[]; given?: JsonObject } = {},
) {
  const payload = flow([action('1', id, given)]);
  const actionTypes = new Map(name === undefined ? [] : [[id, { name, fields }]]);
  return judgeSingleAction(stepsOf(payload)[0]!, inputOf(assetOf('workflow', '1', payload), { actionTypes }));
}

describe('mappings/hubspot/workflow/single-action', () => {
  it.each([
    ['0-172351286', 'data-agent'],
    ['0-216647524', 'data-agent'],
    ['0-201091202', 'smart-properties'],
    ['0-195318603', 'summarize-record'],
    ['0-218870680', 'custom-llm'],
    ['0-219292676', 'prospecting-agent'],
  ])('knows %s by its id: %s', (id, system) => {
    expect(judge(id)).toMatchObject({ result: 'ai', system: { id: system }, evidence: [{ certainty: 'proven' }] });
  });

  it('is not misled by the name that an account gives a known action', () => {
    expect(judge('0-5', { name: 'Set AI score with ChatGPT' })).toMatchObject({ result: 'rules' });
    expect(judge('0-195318603', { name: 'Tidy up' })).toMatchObject({ result: 'ai' });
  });

  it.each([
    ['Summarize record', 'summarize-record'],
    ['Run agent', 'custom-agents'],
    ['Ask ChatGPT', 'action-1-77'],
    ['KI-Agent starten', 'action-1-77'],
    ['Analyse par intelligence artificielle', 'action-1-77'],
  ])('believes the vendor’s own name “%s”: %s', (name, system) => {
    expect(judge('1-77', { name })).toMatchObject({ result: 'ai', system: { id: system } });
  });

  it.each([
    'Send a message',
    'Maintain record',
    'Air freight quote',
    'Available slots',
    'E-mail an Maier',
    'Chain of custody',
  ])('finds nothing in “%s”', (name) => {
    expect(judge('1-77', { name })).toMatchObject({ result: 'rules', because: { id: 'because.action-named' } });
  });

  it.each(['Predict delivery', 'Categorize ticket', 'Smart routing'])('asks about “%s”', (name) => {
    expect(judge('1-77', { name })).toMatchObject({
      result: 'undetermined',
      because: { id: 'because.action-name-asks' },
    });
  });

  it.each([
    ['given', { given: { prompt: 'Summarise {{ x }}' } }],
    ['asked for', { name: 'Enhance', fields: ['prompt', 'record'] }],
    ['a model and the type of its answer', { name: 'Enhance', fields: ['model', 'outputDataType'] }],
  ])('takes an action for AI whose prompt is %s', (_how, parts) => {
    expect(judge('1-77', parts)).toMatchObject({
      result: 'ai',
      system: { id: 'action-1-77' },
      evidence: [{ certainty: 'likely' }],
    });
  });

  it('does not take one for AI that merely has a model', () => {
    expect(judge('1-77', { name: 'Order car', fields: ['model', 'colour'] })).toMatchObject({ result: 'rules' });
  });

  it('asks about an id that nobody names', () => {
    expect(judge('1-987654')).toMatchObject({
      result: 'undetermined',
      because: { id: 'because.action-unknown' },
      system: { vendor: 'unknown app' },
    });
    expect(judge('0-987654')).toMatchObject({ result: 'undetermined', system: { vendor: 'HubSpot' } });
  });
});
