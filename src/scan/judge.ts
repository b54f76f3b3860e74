import type { Assessment } from '../model/assessment.ts';
import type { Declaration } from '../model/declaration.ts';
import type { Facts } from '../model/facts.ts';
import type { AiFeature } from '../model/feature.ts';
import { answersTo } from '../normalise/declare.ts';

/** What a person's answers make of a feature's facts, and the verdict on both. */
export interface Judgement {
  answers: Facts;
  assessment: Assessment;
}

/** Between normalise and assess: the same for a scan and for an answer that comes between two scans. */
export function judgeWith(assess: (feature: AiFeature) => Assessment) {
  return (feature: AiFeature, declared: readonly Declaration[]): Judgement => {
    const answers = answersTo(feature, declared);
    return { answers, assessment: assess({ ...feature, facts: { ...feature.facts, ...answers } }) };
  };
}
