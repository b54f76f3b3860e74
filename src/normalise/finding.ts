import type { AiSystem, Evidence, FeatureKind } from '../model/feature.ts';
import type { Facts } from '../model/facts.ts';
import { message, type Message } from '../model/message.ts';

/** What one step of a flow turned out to be. */
export type StepFinding =
  | { result: 'ai'; system: AiSystem; kind: FeatureKind; facts: Facts; evidence: Evidence[] }
  | {
      result: 'undetermined';
      because: Message;
      system: AiSystem;
      kind: FeatureKind;
      facts: Facts;
      evidence: Evidence[];
    }
  | { result: 'rules'; because: Message };

export function rules(id: string, params?: Message['params']): StepFinding {
  return { result: 'rules', because: message(id, params) };
}

export function evidence(
  claim: string,
  at: string,
  value: string | undefined,
  certainty: Evidence['certainty'],
  params?: Message['params'],
): Evidence {
  return { claim: message(claim, params), at, ...(value !== undefined && { value: value.slice(0, 300) }), certainty };
}
