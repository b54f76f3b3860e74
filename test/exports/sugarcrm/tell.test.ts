import { describe, expect, it } from '@jest/globals';
import { tellEntry } from '../../../src/exports/sugarcrm/tell.ts';
import { loadKnowledge } from '../../../src/knowledge/load.ts';
import { loadLaw } from '../../../src/knowledge/load-law.ts';
import { known } from '../../../src/model/fact.ts';
import type { AiFeature } from '../../../src/model/feature.ts';
import { LANGUAGES, message } from '../../../src/model/message.ts';
import { registryOf } from '../../../src/registry.ts';
import { makeWords } from '../../../src/words.ts';
import { entryOf, verdict } from './support/entry.ts';

const { rules } = registryOf(loadKnowledge());
const law = loadLaw();
const words = makeWords(law, rules, 'en');
const tell = (parts: Parameters<typeof entryOf>[0]) => tellEntry(entryOf(parts), words);

describe('exports/sugarcrm/tell', () => {
  it.each<[string, Parameters<typeof entryOf>[0], RegExp]>([
    ['a score', {}, /scores such a record/],
    ['a sentiment', { feature: { kind: 'sentiment' } }, /tone/],
    ['a field of any other kind', { feature: { kind: 'other' } }, /fills this field/],
    ['a process', { asset: { kind: 'process-definition' } }, /process runs.*SugarPredict/],
    ['a hook', { asset: { kind: 'web-logic-hook' } }, /sent to SugarPredict/],
    ['a chat', { asset: { kind: 'chat' }, feature: { kind: 'chatbot' } }, /^It answers people in a chat\.$/],
    ['a dashlet', { asset: { kind: 'dashlet' } }, /dashboard/],
    ['a licence', { asset: { kind: 'licence' } }, /in use in this instance/],
    [
      'what goes out unread',
      { feature: { facts: { sending: known('automatic', 'observed', 'x') } } },
      /without anybody reading/,
    ],
    ['what decides', { feature: { facts: { output: known(['decision'], 'observed', 'x') } } }, /decision/],
  ])('says what %s does', (_, parts, does) => {
    expect(tell(parts).does).toMatch(does);
  });

  it('says that automations act on it', () => {
    const links: AiFeature['links'] = [
      { relation: 'acts-on', asset: { kind: 'process-definition', externalId: '1', name: 'x' }, at: 'x' },
    ];
    expect(tell({ feature: { links } }).does).toMatch(/Automations act on it/);
  });

  it.each<[string, Parameters<typeof entryOf>[0], RegExp]>([
    [
      'the first that was flagged',
      {
        assessment: {
          tier: 'high',
          because: [verdict('ai-literacy', { outcome: 'needs-review' }), verdict('employment-scoring')],
        },
      },
      /Annex III 4\(a\)/,
    ],
    [
      'what leaves the tier open',
      {
        assessment: {
          tier: 'undetermined',
          because: [
            verdict('credit-scoring', { outcome: 'needs-review', text: message('rules.credit-scoring.needs-review') }),
            verdict('ai-literacy'),
          ],
        },
      },
      /Annex III 5\(b\)/,
    ],
    [
      'that it is of minimal risk',
      { assessment: { because: [verdict('ai-literacy'), verdict('minimal-risk')] } },
      /minimal risk/,
    ],
    [
      'why it may be no AI',
      { feature: { because: message('because.portal-chat-open') }, assessment: { because: [verdict('ai-literacy')] } },
      /^Portal chat is on/,
    ],
    [
      'nothing where no rule found anything',
      { assessment: { because: [verdict('ai-literacy', { outcome: 'clear' })] } },
      /^$/,
    ],
  ])('says why: %s', (_, parts, why) => {
    expect(tell(parts).why).toMatch(why);
  });

  it('adds the article to a sentence that names none', () => {
    const because = [verdict('profiling-information', { citations: ['Art. 13 GDPR'] })];
    expect(tell({ assessment: { tier: 'high', because } }).why).toMatch(/\(Art\. 13 GDPR\)$/);
  });

  it.each(LANGUAGES)('has every sentence in %s', (language) => {
    const told = ['field', 'process-definition', 'web-logic-hook', 'chat', 'dashlet', 'package'].map(
      (kind) => tellEntry(entryOf({ asset: { kind } }), makeWords(law, rules, language)).does,
    );
    expect(told.filter((text) => text.includes('sugar.') || /[{}]/.test(text))).toEqual([]);
    expect(new Set(told).size).toBe(6);
  });

  it('says the same of fields of one kind, and shortens names of any length', () => {
    expect(tell({ asset: { name: 'Other' } })).toEqual(tell({}));
    const system = { id: 's', vendor: 'v', name: '候'.repeat(65_000) };
    expect(tell({ asset: { kind: 'package' }, feature: { system } }).does.length).toBeLessThan(200);
  });
});
