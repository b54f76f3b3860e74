import { tokensOf, type Token } from '../phrases/tokens.ts';

/** Small words that only one of the four languages has: enough to tell the language of a sentence. */
const SMALL: Record<string, string> = {
  en: 'the and of to is are with for by which their our that it its this these from who when at be we they was has have without not',
  fr: 'le les du est et pour avec sur aux une dans qui leur leurs nos notre ce cette ces ou au par sont elle il ils nous vous selon sans pas ne',
  de: 'der die das und ist werden wird mit fur von dem den ein eine einer auf ob nicht zur zum im wie sie wir unser unsere oder bei aus nach aus anhand',
  es: 'el los las del y con para por una su sus se segun al lo mediante nuestro nuestra nuestros como esta este si cada',
};

const LANGUAGE_OF = new Map<string, string>();
for (const [language, words] of Object.entries(SMALL)) {
  for (const word of words.split(' ')) {
    LANGUAGE_OF.set(word, language);
  }
}

/** The languages that a sentence may be in; `undefined` when nothing tells. */
export function languagesOf(tokens: readonly Token[], from: number, to: number): ReadonlySet<string> | undefined {
  const counts = new Map<string, number>();
  for (let at = from; at < to; at += 1) {
    const language = LANGUAGE_OF.get(tokens[at]?.text ?? '');
    if (language !== undefined) {
      counts.set(language, (counts.get(language) ?? 0) + 1);
    }
  }
  const most = Math.max(0, ...counts.values());
  return most === 0
    ? undefined
    : new Set([...counts].filter(([, count]) => count * 2 >= most).map(([language]) => language));
}

/** From this share of small words on, a text is in one of the four languages. */
const READ_SHARE = 0.15;
const SAMPLE = 2_000;

export function isRead(text: string): boolean {
  const tokens = tokensOf(text.slice(0, SAMPLE));
  return tokens.filter(({ text: word }) => LANGUAGE_OF.has(word)).length >= tokens.length * READ_SHARE;
}
