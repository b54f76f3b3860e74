import { unknown } from '#src/model/fact.ts';
import type { FactFunction } from '#src/normalise/mapping.ts';
import { answersIn, noticeFact } from '#src/normalise/notice.ts';
import { textsAt, valueAt } from '#src/normalise/values.ts';

/** Does the mail itself say that AI wrote it? Only its sentences that may speak of AI are kept (`notices`). */
export const emailNotice: FactFunction<boolean> = ({ asset, knowledge }) => {
  if (!Array.isArray(valueAt(asset.payload, 'notices'))) {
    return unknown('not-returned');
  }
  const answers = answersIn(textsAt(asset.payload, 'notices'), knowledge);
  return noticeFact(answers, { said: () => 'content', silent: 'content' });
};
