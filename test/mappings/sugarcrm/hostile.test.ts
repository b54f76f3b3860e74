import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../src/model/json.ts';
import { sugarcrmMappings } from '../../../mappings/sugarcrm/index.ts';
import { inventoryOf, type Seed } from './support.ts';

const NAMES = ['constructor', '__proto__', 'toString', '', '/', 'a/b/c', '😀', 'x'.repeat(64_000)];
const KINDS = sugarcrmMappings.map(({ from }) => from.kind);
const VALUES = [null, 0, '', [], {}, [null], [[1]], 'x', true];

/** The same word wherever a word can stand. */
function everywhere(word: string): JsonObject {
  const ref = { id: word, name: word, module: word, field: word, type: word, value: word, kind: word, path: word };
  return {
    ...ref,
    label: word,
    formula: `related($${word},"${word}")`,
    url: word,
    src: word,
    job: word,
    source: word,
    host: word,
    custom: true,
    conditions: [ref],
    conclusions: [ref],
    reads: [word, `${word}/${word}`],
    actions: [{ ...ref, url: word }],
    fields: [word],
    participants: [ref],
    greetings: [word],
    elements: [
      { ...ref, type: 'event', eventType: 'START', criteria: [ref] },
      { ...ref, type: 'activity', scriptType: word, sets: [ref], ruleId: word, reads: [ref], urls: [word] },
      { ...ref, type: 'activity', request: { url: word, dataFields: [word], texts: [word] } },
    ],
    flows: [
      { from: word, to: word, criteria: [ref] },
      { from: word, to: 'other' },
    ],
    terminate: [ref],
    dependencyRules: [ref],
  };
}

describe('mappings/sugarcrm on whatever is sent', () => {
  it.each(NAMES.map((word) => [word.slice(0, 12), word]))(
    'reads “%s” as a word like any other',
    async (_short, word) => {
      const seeds = KINDS.map((kind): Seed => [kind, word, everywhere(word)]);
      const { examined } = await inventoryOf(seeds);
      expect(examined.assets).toBeGreaterThan(10);
      expect(examined.ai).toBe(0);
    },
  );

  it.each(VALUES.map((value) => [JSON.stringify(value), value]))(
    'takes %s where something else should stand',
    async (_text, value) => {
      const payload = Object.fromEntries(Object.keys(everywhere('x')).map((key) => [key, value])) as JsonObject;
      const { features } = await inventoryOf(KINDS.map((kind): Seed => [kind, 'x', payload]));
      expect(features.filter(({ verdict }) => verdict === 'ai')).toEqual([]);
    },
  );

  it('ends with a process that runs in circles and rules that read what they set', async () => {
    const ring = { from: 'a', to: 'a' };
    const rule: JsonObject = {
      module: 'Leads',
      rules: 1,
      conditions: [{ field: 'x' }],
      conclusions: [{ kind: 'variable', field: 'x' }],
    };
    const { cleared } = await inventoryOf([
      ['business-rule', 'r', rule],
      [
        'process-definition',
        'p',
        {
          module: 'Leads',
          elements: [{ id: 'a', type: 'activity', scriptType: 'BUSINESS_RULE', ruleId: 'r' }],
          flows: [ring, ring],
        },
      ],
      ['field', 'Leads/a_c', { module: 'Leads', name: 'a_c', formula: '$b_c' }],
      ['field', 'Leads/b_c', { module: 'Leads', name: 'b_c', formula: '$a_c' }],
    ]);
    expect(cleared.map(({ asset }) => asset.externalId)).toEqual(['r', 'p']);
  });
});
