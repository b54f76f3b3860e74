import { describe, expect, it } from '@jest/globals';
import { phraseList } from '../../src/knowledge/phrases/phrase-list.ts';
import { PhraseFile } from '../../src/knowledge/phrases/schema.ts';
import { readTerms } from '../../src/knowledge/phrases/term.ts';
import { fold, hasCamel, tokensOf } from '../../src/knowledge/phrases/tokens.ts';
import { knowledge } from '../support/build.ts';

/** A list of one term, to see what it matches. */
function matching(term: string, parts: object = {}) {
  const list = phraseList(
    PhraseFile.parse({
      source: 'test',
      readOn: '2026-11-23',
      phrases: [{ value: 'v', words: { en: [term] } }],
      ...parts,
    }),
  );
  return (text: string) => list(text).map(({ words }) => words);
}

describe('knowledge/phrases: how a term is written', () => {
  it.each([
    ['loan', 'The LOAN is due', ['LOAN']],
    ['loan', 'A reloaning loaner', []],
    ['loan(s)', 'Two loans', ['loans']],
    ['candidat(e|es)', 'Candidate, candidates, candidat, candidature', ['Candidate', 'candidates', 'candidat']],
    ['bewerb*', 'Bewerbungen', ['Bewerbungen']],
    ['bewerb*', 'Wettbewerb', []],
    ['*bewerb*', 'Initiativbewerbung', ['Initiativbewerbung']],
    ['=AI', 'AI', ['AI']],
    ['=AI', 'Ai said: ai', []],
    ['=AI', 'A.I.', ['A.I.']],
    ['=AI', 'MAIL', []],
    ['=AI-powered', 'An AI-powered bot', ['AI-powered']],
    ['=AI-powered', 'An AI powered bot', ['AI powered']],
    ['=AI-powered', 'An ai-powered bot', []],
    ['KI-Agent*', 'Unsere KI-Agenten', ['KI-Agenten']],
    ['credit score', 'credit-score', ['credit-score']],
    ['credit score', 'credit, score', []],
    ['credit score', 'scored credit', []],
    ['résumé(s)', 'RESUME', ['RESUME']],
    ['evaluate .. agent(s)', 'evaluate the work of agents', ['evaluate the work of agents']],
    ['evaluate .. agent(s)', 'evaluate the work that is done by agents', []],
    ['evaluate .. agent(s)', 'evaluate it, then tell agents', []],
    ['evaluate ... agent(s)', 'evaluate it, then tell agents', ['evaluate it, then tell agents']],
    ['evaluate ... agent(s)', 'evaluate it. Tell agents', []],
    ['straße', 'STRASSE', ['STRASSE']],
    ['кредит*', 'Кредитная', ['Кредитная']],
  ])('%s in “%s”', (term, text, found) => {
    expect(matching(term)(text)).toEqual(found);
  });

  it('reads identifiers by their words too', () => {
    expect(matching('candidate score')('candidateScore candidate_score')).toEqual([
      'candidateScore',
      'candidate_score',
    ]);
    expect(matching('score')('scoreboard')).toEqual([]);
    expect(hasCamel('candidateScore')).toBe(true);
  });

  it('sees through invisible characters', () => {
    expect(matching('candidate')('candi\u00ADdate')).toEqual(['candi\u00ADdate']);
  });

  it('takes a match away where an exception overlaps, of every value or of one', () => {
    expect(
      matching('candidate', { except: { en: ['candidate for upsell'] } })('A candidate for upsell. A candidate.'),
    ).toEqual(['candidate']);
    const own = phraseList(
      PhraseFile.parse({
        source: 'test',
        readOn: '2026-11-23',
        phrases: [
          { value: 'a', words: { en: ['card'] }, except: { en: ['credit card'] } },
          { value: 'b', words: { en: ['credit'] } },
        ],
      }),
    );
    expect(own('credit card').map(({ value }) => value)).toEqual(['b']);
  });

  it('ends a gap at a word of contrast', () => {
    const parts = { stops: { contrast: ['but'], long: [] } };
    expect(matching('not .. hiring', parts)('not for hiring')).toHaveLength(1);
    expect(matching('not .. hiring', parts)('not marketing but hiring')).toEqual([]);
  });

  it('keeps the strong of two that overlap, and tells where it stands', () => {
    const list = phraseList(
      PhraseFile.parse({
        source: 'test',
        readOn: '2026-11-23',
        phrases: [
          { value: 'v', strength: 'weak', words: { en: ['credit risk model'] } },
          { value: 'v', words: { fr: ['credit risk'] } },
        ],
      }),
    );
    expect(list('A credit risk model')).toEqual([
      { value: 'v', strength: 'strong', words: 'credit risk', language: 'fr', index: 2 },
    ]);
  });

  it.each(['=', 'a*', '..', '(s)', '{lost} x', '{Lost}'])('refuses the term “%s”', (term) => {
    expect(() => matching(term)).toThrow();
  });

  it('makes one term of each alternative', () => {
    expect(readTerms('{who} {who}', { who: ['bot', 'agent'] })).toHaveLength(4);
    expect(() => readTerms('{constructor}', {})).toThrow('unknown class');
  });

  it('folds case, accents and letters of their own', () => {
    expect(['ÉLÈVE', 'Œuvre', 'Łódź', 'ẞ'].map(fold)).toEqual(['eleve', 'oeuvre', 'lodz', 'ss']);
    expect(tokensOf('a,b. c').map(({ after }) => after)).toEqual(['none', 'clause', 'sentence']);
  });

  it.each([
    ['one letter', 'a'.repeat(200_000)],
    ['spaces', ' '.repeat(200_000)],
    ['the beginning of a term', 'evaluate '.repeat(20_000)],
    ['camels', 'aB'.repeat(50_000)],
  ])('ends in a text made of %s', (_what, text) => {
    expect(matching('evaluate ... agent(s)')(text)).toEqual([]);
  });
});

const found = (list: string, text: string) => knowledge.phrases(list, text).map(({ value }) => value);

describe('knowledge/phrases: what the lists say', () => {
  it.each([
    ['Bewerberbewertung', 'subjectRoles:candidate'],
    ['candidateScore', 'subjectRoles:candidate'],
    ['Initiativbewerbungen', 'subjectRoles:candidate'],
    ['Wer sich bei uns bewerben will', 'subjectRoles:candidate'],
    ['Candidats à recontacter', 'subjectRoles:candidate'],
    ['Selección de personal', 'purposes:recruitment'],
    ['Lebensläufe sichten', 'purposes:recruitment'],
    ['Bonitätsprüfung', 'purposes:creditworthiness'],
    ['demande de prêt', 'purposes:creditworthiness'],
    ['Hypotheekaanvraag: hypotheek', 'purposes:creditworthiness'],
    ['Life insurance quote', 'insuranceLine:life'],
    ['Prüfungsbewertung', 'purposes:education-assessment'],
    ['Screen the resume', 'purposes:recruitment'],
    ['Rate the quality of the sales rep’s call', 'purposes:worker-evaluation'],
    ['Wohngeldantrag', 'purposes:public-benefit'],
    ['Evaluación del desempeño', 'purposes:worker-evaluation'],
  ])('“%s” says %s', (text, value) => {
    expect(found('annex-iii', text)).toContain(value);
  });

  it.each([
    'A good candidate for upsell',
    'Release candidate 2',
    'Credit note 44',
    'Kreditkarte abgelaufen',
    'Student discount',
    'Photo credits',
    'Carta di credito',
    'Wettbewerb gewinnen',
    'Résume l’appel',
    'Fais un résumé du ticket',
    'Resume la conversación',
    'Resume the workflow',
    'Score this lead for the sales rep',
    'Unsere Mitbewerber',
    'Wettbewerbsanalyse',
    'Produkt bewerben',
    'Votes cast',
    'Kundenbewertung',
    'Hiredate',
    'Kursbewertung',
  ])('“%s” says nothing of Annex III', (text) => {
    expect(
      knowledge
        .phrases('annex-iii', text)
        .filter(({ strength, value }) => strength === 'strong' && value !== 'subjectRoles:student'),
    ).toEqual([]);
  });

  it('only names a theme when a trade is named', () => {
    expect(knowledge.phrases('annex-iii', 'Our insurance newsletter')).toMatchObject([
      { value: 'theme:insurance', strength: 'weak' },
    ]);
  });

  it.each([
    ['Detect the emotions of callers', 'purposes:emotion-recognition'],
    ['Analyse the tone of voice of the caller', 'inputModality:voice'],
    ['The caller’s tone of voice', 'purposes:emotion-recognition'],
    ['Emotionserkennung im Gespräch', 'purposes:emotion-recognition'],
    ['Stimmungsanalyse der Anrufe', 'purposes:emotion-recognition'],
    ['Emotions of our agents', 'agentVoiceInInput:true'],
    ['Social scoring', 'purposes:social-scoring'],
    ['Angebot für Überschuldete', 'vulnerabilityTargeted:true'],
  ])('“%s” says %s', (text, value) => {
    expect(found('prohibited', text)).toContain(value);
  });

  it.each([
    'Write the mail in a friendly tone of voice',
    'Use our brand tone of voice',
    'Brand voice: warm and short',
    'In our brand’s tone of voice',
    'Voice of the customer survey',
    'Stimmungsanalyse der Tickets',
    'Emotional support animals',
    'Stem cells',
  ])('“%s” says nothing of Art. 5', (text) => {
    expect(found('prohibited', text)).toEqual([]);
  });
});

describe('knowledge/action-names', () => {
  it.each([
    ['Summarize record', 'strong', 'summarize-record'],
    ['Data Agent: custom prompt', 'strong', 'data-agent'],
    ['Ask ChatGPT', 'strong', undefined],
    ['Via IA', 'strong', undefined],
    ['KI-Agenten starten', 'strong', undefined],
    ['Predict churn', 'weak', undefined],
    ['Vorhersage', 'weak', undefined],
  ])('“%s” is %s', (name, strength, id) => {
    const hit = knowledge.byActionName(name);
    expect([hit?.strength, hit?.entry?.id]).toEqual([strength, id]);
  });

  it.each([
    'Send e-mail',
    'Maintain list',
    'Said',
    'claude monet prints',
    'Kick off',
    'Vial order',
    'Agentur anlegen',
    '',
  ])('“%s” is nothing', (name) => {
    expect(knowledge.byActionName(name)).toBeUndefined();
  });
});
