import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import { loadMessages } from '../../src/knowledge/load-messages.ts';
import { errorsPage } from './errors-page.ts';
import { examplesPage } from './examples-page.ts';
import { factsPage } from './facts-page.ts';
import { rulePage } from './rule-page.ts';

/** What a page holds now: its hand-written parts are taken over. */
export type Present = (path: string) => string | undefined;

/** Every generated page by its path. The same sources give the same text, so that a check can compare. */
export function pages(present: Present): Map<string, string> {
  const law = loadLaw();
  const words = loadMessages('en');
  const knowledge = loadKnowledge();
  const rules = euAiAct.map((rule): [string, string] => {
    const path = `docs/rules/${rule.id}.md`;
    return [path, rulePage(rule, { law, words, before: present(path) ?? '' })];
  });
  return new Map([
    ...rules,
    ['docs/examples.md', examplesPage(euAiAct, law)],
    ['docs/errors.md', errorsPage(present('docs/errors.md') ?? '')],
    ['docs/facts.md', factsPage(euAiAct, knowledge, words, present('docs/facts.md') ?? '')],
  ]);
}
