import { known, unknown } from '#src/model/fact.ts';
import type { FactFunction } from '#src/normalise/mapping.ts';
import { textsAt } from '#src/normalise/values.ts';

const TEXTS = ['greetings', 'lexTexts', 'headerTexts'] as const;

/** Does what a visitor reads first say that it is AI? "No" means: not in the texts that the settings and the flow hold. */
export const saysItIsAi: FactFunction<boolean> = ({ asset, knowledge }) => {
  const texts = TEXTS.flatMap((at) => textsAt(asset.payload, at).map((text) => ({ at, text })));
  for (const { at, text } of texts) {
    const said = knowledge.disclosure(text);
    if (said?.says) {
      return known(true, 'observed', `${at}: “${said.words ?? ''}”`);
    }
  }
  return texts.length === 0 ? unknown('not-returned') : known(false, 'observed', `${texts.length} texts`);
};
