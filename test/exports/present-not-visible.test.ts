import { describe, expect, it } from '@jest/globals';
import { presentNotVisible } from '../../src/exports/present-not-visible.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import type { NotVisible } from '../../src/model/inventory.ts';
import type { Language } from '../../src/model/message.ts';
import { makeWords } from '../../src/words.ts';

const law = loadLaw();
const QUESTION = 'Do employees use Breeze Assistant, and for which decisions about people?';
const gap = (more: Partial<NotVisible> = {}): NotVisible => ({
  catalogueId: 'breeze-assistant',
  name: 'Breeze Assistant',
  why: 'no-api',
  question: QUESTION,
  asked: { own: true },
  ...more,
});
const said = (item: NotVisible, language: Language) => presentNotVisible(item, makeWords(law, [], language)).question;
const GERMAN = 'Verwenden Beschäftigte den Breeze Assistant, und für welche Entscheidungen über Menschen?';
const UNNAMED = { catalogueId: 'x', name: 'X', question: 'Is “X” in use in this account?', asked: { own: false } };

describe('exports/present-not-visible', () => {
  it.each<[string, NotVisible, Language, string]>([
    ['the catalogue’s question', gap(), 'en', QUESTION],
    ['the same in another language', gap(), 'de', GERMAN],
    ['what was seen of it', gap({ asked: { own: true, hints: 'a.example' } }), 'de', `${GERMAN} Gesehen: a.example.`],
    [
      'the properties that nobody could count',
      gap({ asked: { own: true, names: '“A” (contacts/a)' } }),
      'de',
      `Enthalten Datensätze einen Wert in “A” (contacts/a)? ${GERMAN}`,
    ],
    [
      'a feature for which there is no question of its own',
      gap(UNNAMED),
      'fr',
      '« X » est-il utilisé dans ce compte ?',
    ],
    ['a feature that has left the catalogue, as it was kept', gap({ catalogueId: 'gone' }), 'es', QUESTION],
  ])('says %s', (_what, item, language, question) => {
    expect(said(item, language)).toBe(question);
  });

  it('says what an earlier release kept as it is, and shows nothing of how a question is made', () => {
    const { asked: _none, ...earlier } = gap();
    expect(said(earlier, 'de')).toBe(QUESTION);
    expect(presentNotVisible(gap(), makeWords(law, [], 'de'))).not.toHaveProperty('asked');
  });
});
