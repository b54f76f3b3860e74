import type { Fact } from '../model/fact.ts';
import type { FactName, Facts } from '../model/facts.ts';

/**
 * All that rules can tell of these facts: values, disputes, hints and refusals, and never where something was seen. Two
 * features with the same text are judged alike.
 */
export function readable(names: readonly FactName[], facts: Facts): string {
  let text = '';
  for (const name of names) {
    const fact = facts[name] as Fact<unknown> | undefined;
    if (fact) {
      text += `${name}:${fact.known ? told([fact.value, fact.conflict?.value]) : told([fact.reason, fact.hint?.value])};`;
    }
  }
  return text;
}

const told = (values: readonly unknown[]): string => JSON.stringify(values);

/** Keeps what was made for a text, and forgets all of it before it grows without end. */
export function remembering<T>(most = 5_000): (text: string, make: () => T) => T {
  const made = new Map<string, T>();
  return (text, make) => {
    const known = made.get(text);
    if (known !== undefined) {
      return known;
    }
    const value = make();
    if (made.size >= most) {
      made.clear();
    }
    made.set(text, value);
    return value;
  };
}
