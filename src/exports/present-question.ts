import type { Choice, Question } from '../model/assessment.ts';
import { FACTS, type FactName } from '../model/facts.ts';
import type { Words } from './words.ts';

/** An open fact as it is asked: the question, why it is asked, and for whoever answers, what each answer would lead to. */
export function presentQuestion({ fact }: Question, words: Words) {
  return { fact, question: words.text({ id: `question.${fact}` }), why: words.text({ id: `why.${fact}` }) };
}

/** The same with its choices, for a form. */
export function presentChoices({ fact, choices }: Question, words: Words) {
  return choices.map(({ value, tier, flags }) => ({ value, label: valueLabel(fact, value, words), tier, flags }));
}

/** Choices that lead to the same verdict, together: a person reads what matters and not thirty lines. */
export function choicesByVerdict({ fact, choices }: Question, words: Words): VerdictChoices[] {
  const groups = new Map<string, VerdictChoices>();
  for (const { value, tier, flags } of choices) {
    const key = `${tier} ${flags.join(' ')}`;
    const group = groups.get(key) ?? { tier, flags, labels: [] };
    group.labels.push(valueLabel(fact, value, words));
    groups.set(key, group);
  }
  return [...groups.values()];
}

interface VerdictChoices extends Pick<Choice, 'tier' | 'flags'> {
  labels: string[];
}

/** A value in words of the reader's language; what has no words of its own (names, free text) stands for itself. */
export function valueLabel(fact: FactName, value: unknown, words: Words): string {
  if (Array.isArray(value)) {
    return value.map((item) => valueLabel(fact, item, words)).join(', ');
  }
  if (FACTS[fact].type === 'boolean') {
    return words.text({ id: value === true || value === 'true' ? 'value.yes' : 'value.no' });
  }
  const id = `value.${fact}.${String(value)}`;
  return words.has(id) ? words.text({ id }) : String(value);
}
