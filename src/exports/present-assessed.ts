import type { Assessment } from '../model/assessment.ts';
import type { Facts } from '../model/facts.ts';
import { presentQuestion } from './present-question.ts';
import { presentObligation, presentVerdict } from './present-feature.ts';
import type { Words } from './words.ts';

/** One answer of `assess`, with the meanings of docs/interface.md. */
export function presentAssessed(id: string, facts: Facts, assessment: Assessment, words: Words) {
  return {
    id,
    tier: assessment.tier,
    flags: assessment.flags,
    obligations: assessment.obligations.flatMap((due) => presentObligation(due.id, words)),
    because: assessment.because.map((verdict) => presentVerdict(verdict, words)),
    missing: words.questions({ facts, verdict: 'ai' }, assessment).map((question) => presentQuestion(question, words)),
    facts,
  };
}
