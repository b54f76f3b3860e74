const TOKEN = /\{::((?:\w{1,100}::){1,6}\w{1,100})::\}/g;
/** Which of a record's two states is meant, before or after the change: no part of a name. */
const TENSE = new Set(['future', 'past', 'href_link']);

export interface FieldName {
  module: string;
  field: string;
}

/** `{::Leads::description::}`: the fields of records that a text is filled with, each once. */
export function mergeTokens(text: string): FieldName[] {
  const found = new Map<string, FieldName>();
  for (const [, inner = ''] of text.slice(0, 200_000).matchAll(TOKEN)) {
    const parts = inner.split('::').filter((part) => !TENSE.has(part));
    const module = parts.length > 1 ? parts.at(-2) : undefined;
    const field = parts.at(-1);
    if (module && field && found.size < 200) {
      found.set(`${module}/${field}`, { module, field });
    }
  }
  return [...found.values()];
}

export const nameOf = ({ module, field }: FieldName): string => `${module}/${field}`;
