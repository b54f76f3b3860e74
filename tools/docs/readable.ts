import type { Condition } from '../../src/assess/condition.ts';
import { FACTS } from '../../src/model/facts.ts';

/** A condition as a nested list that reads aloud. */
export function readable(condition: Condition): string {
  return lines(condition, 0).join('\n');
}

function lines(condition: Condition, depth: number): string[] {
  const item = (text: string) => [`${'  '.repeat(depth)}- ${text}`];
  const short = saidOf(condition);
  if (short !== undefined) {
    return item(short);
  }
  if ('fact' in condition) {
    return item(atom(condition.fact, condition.values));
  }
  if ('unknownFact' in condition) {
    return item(`nobody has said what \`${condition.unknownFact}\` is`);
  }
  if ('deniedFact' in condition) {
    return item(`the scan was not allowed to see \`${condition.deniedFact}\``);
  }
  if ('not' in condition && 'unknownFact' in condition.not) {
    return item(`somebody has said what \`${condition.not.unknownFact}\` is`);
  }
  if ('not' in condition) {
    const only = lines(condition.not, depth + 1);
    return only.length === 1 ? item(`not: ${only[0]?.trim().slice(2) ?? ''}`) : [...item('not:'), ...only];
  }
  const parts = 'all' in condition ? condition.all : condition.any;
  if (parts.length === 0) {
    return item('all' in condition ? 'always' : 'never');
  }
  if (parts.length === 1 && parts[0]) {
    return lines(parts[0], depth);
  }
  return [
    ...item('all' in condition ? 'all of these:' : 'any of these:'),
    ...parts.flatMap((part) => lines(part, depth + 1)),
  ];
}

/** “Known, and one of these”: silence counts as no. */
function saidOf(condition: Condition): string | undefined {
  const [first, second] = 'all' in condition && condition.all.length === 2 ? condition.all : [];
  return first && second && 'not' in first && 'unknownFact' in first.not && 'fact' in second
    ? `it is known that ${atom(second.fact, second.values)}`
    : undefined;
}

function atom(fact: keyof typeof FACTS, values: readonly unknown[]): string {
  const spec = FACTS[fact];
  if (spec.type === 'boolean') {
    return `\`${fact}\` is ${values.map((value) => (value === true ? 'yes' : 'no')).join(' or ')}`;
  }
  const names = values.map(String);
  const last = names.pop() ?? '';
  const words = names.length > 0 ? `${names.join(', ')} or ${last}` : last;
  return `\`${fact}\` ${spec.type === 'list' ? 'holds' : 'is'} ${words}`;
}
