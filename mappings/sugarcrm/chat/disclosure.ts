import { unknown } from '#src/model/fact.ts';
import type { FactFunction } from '#src/normalise/mapping.ts';
import { answersIn, noticeFact } from '#src/normalise/notice.ts';
import { textsAt } from '#src/normalise/values.ts';

const TEXTS = ['greetings', 'lexTexts', 'headerTexts'] as const;

/** Does what a visitor reads first say that it is AI? "No" means: not in the texts that the settings and the flow hold. */
export const saysItIsAi: FactFunction<boolean> = ({ asset, knowledge }) => {
  const texts = TEXTS.flatMap((at) => textsAt(asset.payload, at).map((text) => ({ at, text })));
  if (texts.length === 0) {
    return unknown('not-returned');
  }
  const answers = answersIn(
    texts.map(({ text }) => text),
    knowledge,
  );
  const where = texts[answers.findIndex((answer) => answer?.says === true)]?.at;
  return noticeFact(answers, { said: (words) => `${where ?? ''}: “${words}”`, silent: `${texts.length} texts` });
};
