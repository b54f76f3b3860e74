import { describe, expect, it } from '@jest/globals';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { makeAssess } from '../../src/assess/assess.ts';
import { explain, replayed } from '../../src/exports/explain.ts';
import { presentFeature } from '../../src/exports/present-feature.ts';
import { presentChoices, valueLabel } from '../../src/exports/present-question.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import { LANGUAGES } from '../../src/model/message.ts';
import type { InventoryEntry } from '../../src/model/inventory.ts';
import { factsFrom, type FactValues } from '../../src/model/facts-schema.ts';
import { makeWords } from '../../src/words.ts';

const law = loadLaw();
const words = (language: (typeof LANGUAGES)[number] = 'en') => ({
  ...makeWords(law, euAiAct, language),
  today: '2026-11-27',
});
const assess = makeAssess(euAiAct);

function entryOf(values: FactValues): InventoryEntry {
  const facts = factsFrom(values, 'observed', 'actions[0]');
  const feature = {
    key: 'hubspot:workflow:1',
    crm: 'hubspot',
    stream: 'workflows',
    kind: 'score',
    name: 'Scores',
    verdict: 'ai',
    asset: { kind: 'workflow', externalId: '1', name: 'Scores' },
    system: { id: 'x', vendor: 'V', name: 'X' },
    facts,
    evidence: [
      {
        claim: { id: 'evidence.code-calls', params: { name: 'X' } },
        at: 'code',
        value: 'api.x.example',
        certainty: 'proven',
      },
    ],
    links: [],
  } as const;
  return { feature: { ...feature, evidence: [...feature.evidence], links: [] }, assessment: assess(feature) };
}

const candidates = entryOf({ purposes: ['recruitment'], subjectRoles: ['candidate'], output: ['score'] });

describe('exports/explain', () => {
  it('tells the way from a fact and its place over the rule to the article', () => {
    const [why] = explain(candidates, words()).sections;
    const scoring = why?.items.find(({ under }) => under.includes('→ employment-scoring → Annex III 4(a)'));
    expect(scoring?.text).toMatch(/high-risk under Annex III 4\(a\)/);
    expect(scoring?.under).toContain('role of the persons: candidate (seen in the CRM, actions[0])');
  });

  it.each(LANGUAGES)('leaves no id and no empty place in %s', (language) => {
    for (const entry of [
      candidates,
      entryOf({ purposes: ['conversation'], audience: ['customer'], saysItIsAi: false }),
      entryOf({ purposes: ['sentiment'], agentVoiceInInput: true, enabled: false }),
      entryOf({}),
    ]) {
      const told = JSON.stringify([explain(entry, words(language)), presentFeature(entry, words(language)).because]);
      expect(told).not.toMatch(/"(explain|rules|path|duty|fact|value|tier|flag|notice|why|question)\./);
      expect(told).not.toMatch(/[{]\w+[}]|undefined|\(\)/);
    }
  });

  it('names date and addressee of each duty, and keeps good practice apart', () => {
    const duties = explain(candidates, words('de')).sections[1]?.items.map(({ text }) => text) ?? [];
    expect(duties).toContain(
      'Art. 26 Abs. 7: Die Arbeitnehmervertretung und die betroffenen Arbeitnehmer informieren, bevor es am Arbeitsplatz verwendet wird. (Sie als Betreiber, ab 2027-12-02)',
    );
    const chat = entryOf({ purposes: ['conversation'], audience: ['customer'] });
    const lines = explain(chat, words()).sections[1]?.items.map(({ text }) => text) ?? [];
    expect(lines.some((line) => /^Verify on every channel.*\(good practice, not law\)$/.test(line))).toBe(true);
    expect(lines.some((line) => /^Art\. 50\(1\): .*\(the provider, since 2026-08-02\)$/.test(line))).toBe(true);
  });

  it('says what each answer would lead to', () => {
    const entry = entryOf({ purposes: ['insurance-pricing'], subjectKind: 'natural-person' });
    const open = explain(entry, words()).sections.find(({ title }) => title === 'What is not known');
    expect(open?.items[0]?.under).toEqual([
      'If “life, health”: high-risk, review as high-risk',
      'If “another line”: minimal risk',
    ]);
  });

  it('says that it is off, and whether a notice was seen', () => {
    expect(explain(entryOf({ purposes: ['recruitment'], enabled: false }), words()).notes).toContain(
      'It is switched off: nothing is owed while it is.',
    );
    const chat = entryOf({ purposes: ['conversation'], audience: ['customer'], saysItIsAi: false });
    expect(explain(chat, words()).notes).toEqual(['people must be told', 'the notice is missing']);
  });

  it('says under which versions it was made and whether it comes out the same', () => {
    const stamps = { rules: '3-a', law: 'cal', catalogue: 'c', mappings: 'm' };
    expect(replayed(stamps, candidates.assessment, 'high', words()).join(' ')).toMatch(/rules 3-a.*the same verdict/);
    expect(replayed(stamps, candidates.assessment, 'minimal', words())[1]).toMatch(/minimal risk.*reassess/);
  });

  it('names values in the reader’s language, and what has no name as it is', () => {
    expect(valueLabel('technique', 'generative', words('fr'))).toBe('modèle génératif');
    expect(valueLabel('profiling', false, words('es'))).toBe('no');
    expect(valueLabel('subjectRoles', ['worker', 'child'], words('de'))).toBe('Beschäftigter, Kind');
    expect(valueLabel('dataFields', ['contacts/email'], words())).toBe('contacts/email');
    const question = { fact: 'profiling' as const, choices: [{ value: true, tier: 'high' as const, flags: [] }] };
    expect(presentChoices(question, words())).toEqual([{ value: true, label: 'yes', tier: 'high', flags: [] }]);
  });
});
