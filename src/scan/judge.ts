import type { Assessment } from '../model/assessment.ts';
import type { AiFeature } from '../model/feature.ts';
import { answersTo } from '../normalise/declare.ts';
import { featureWith } from '../store/entry-row.ts';
import type { Judge } from '../store/judging.ts';

/** Between normalise and assess: the same for a scan and for an answer that comes between two scans. */
export function judgeWith(assess: (feature: AiFeature) => Assessment): Judge {
  return (feature, declared) => {
    const answers = answersTo(feature, declared);
    return { answers, assessment: assess(featureWith({ feature, answers })) };
  };
}
