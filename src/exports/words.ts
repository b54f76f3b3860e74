import type { Assessment, Question } from '../model/assessment.ts';
import type { AiFeature } from '../model/feature.ts';
import type { Law } from '../model/law.ts';
import type { Message } from '../model/message.ts';

/** What presenting needs besides the stored result: words, law and the day on which it is read. */
export interface Words {
  text(message: Message): string;
  has(id: string): boolean;
  law: Law;
  /** ISO date; decides between `in-force` and `upcoming`. */
  today: string;
  /** The open facts that can change the outcome, in the order in which they are asked. */
  questions(feature: Pick<AiFeature, 'facts' | 'verdict'>, assessment: Assessment): Question[];
}
