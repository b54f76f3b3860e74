import type { ModelFamily } from '../model/catalogue.ts';
import { wildcard } from './wildcard.ts';

/** Who serves a model often stands before its name: `us.anthropic.claude-…`, `ft:gpt-…`. */
const SERVED_AS =
  /^(?:ft:|(?:[a-z]{2,6}\.)?(?:anthropic|meta|amazon|mistral|cohere|ai21|deepseek|openai|qwen|writer|stability)\.)/;

/** The vendor of a model by its whole name, also as a path (`openai/gpt-4o`); `undefined` for no well-known one. */
export function modelIndex(families: readonly ModelFamily[]): (model: string) => string | undefined {
  const patterns = families.map(({ pattern, vendor }) => ({ name: wildcard(pattern, '[\\w.:@-]*'), vendor }));
  return (model) => {
    const given = model.slice(0, 200).trim().toLowerCase();
    const name = given.slice(given.lastIndexOf('/') + 1).replace(SERVED_AS, '');
    return patterns.find((pattern) => pattern.name.test(name))?.vendor;
  };
}
