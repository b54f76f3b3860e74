import { factsIn, type Condition } from '../../src/assess/condition.ts';
import type { Finding, Rule } from '../../src/assess/rule.ts';
import type { Messages } from '../../src/knowledge/load-messages.ts';
import type { Law } from '../../src/model/law.ts';
import { byHand, NOTE, table } from './by-hand.ts';
import { readable } from './readable.ts';

/** What a rule that holds leads to, in the words of the page. */
const LEADS_TO: Record<Finding, string> = {
  'not-ai': 'tier **not-ai**: the Act asks nothing of it; the GDPR may',
  prohibited: 'tier **prohibited**, flag `prohibited-practice-review`',
  suspect: 'tier **undetermined** until a person has looked, flag `prohibited-practice-review`',
  high: 'tier **high**, flag `high-risk-review`',
  review: 'tier **undetermined** until a person has looked, flag `high-risk-review`',
  limited: 'at least tier **limited**, flag `transparency-notice`',
  undetermined: 'tier **undetermined**: the facts below are asked for',
  minimal: 'tier **minimal**, where no other rule holds',
  duty: 'a duty beside the tier, which stays as it is',
  definition: 'a remark beside the tier, which stays as it is',
  neighbour: 'a duty of another law beside the tier, which stays as it is',
};

interface Sources {
  law: Law;
  words: Messages;
  before: string;
}

/** The page of one rule: when it holds is told from the rule itself, dates from the law data; only the why is prose. */
export function rulePage(rule: Rule, { law, words, before }: Sources): string {
  const parts = [
    NOTE(`rules/eu-ai-act/${rule.id}.ts and knowledge/law`),
    `# ${rule.id}`,
    words.text({ id: `rules.${rule.id}.flagged` }),
    `**Leads to** ${LEADS_TO[rule.finding]}.\n**Cites** ${rule.citations.join(' · ')}.`,
    section('Why', byHand('why', before)),
    section('When it holds', readable(rule.when)),
    rule.beside && BESIDE[rule.beside],
    rule.unless && section('What excludes it', `${STANDS}\n\n${readable(rule.unless)}`),
    rule.signal && section('What points to it', `${SIGNAL}\n\n${readable(rule.signal)}`),
    section('What is asked', [rule.asks && asked(rule.asks), questions(rule, words)].filter(Boolean).join('\n\n')),
    rule.obligations.length > 0 && section('What follows', obligations(rule, law)),
    section('What it does not see', byHand('not-seen', before)),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

const BESIDE = {
  high: 'It is only looked at beside a high-risk rule that holds.',
  review: 'It is only looked at beside a high-risk rule that holds or may hold.',
};
const ASKS = 'While nothing points to it, it is only asked about where this holds:';
const asked = (condition: Condition) =>
  'any' in condition && condition.any.length === 0
    ? 'Nobody is asked: only a description or a person brings it up.'
    : `${ASKS}\n\n${readable(condition)}`;
const STANDS = 'An exception. While it is not known whether it applies, the rule stands and the facts are asked for.';
const SIGNAL =
  'While a fact of the condition is unknown, each of these by itself calls for a review; so do words that hint at it.';

const section = (title: string, body: string) => `## ${title}\n\n${body}`;

function questions({ when, unless, signal }: Rule, words: Messages): string {
  const conditions = [when, unless, signal].flatMap((condition) => condition ?? []);
  const names = [...new Set(conditions.flatMap(factsIn))];
  if (names.length === 0) {
    return 'Nothing: it holds of every AI system.';
  }
  return table(
    ['fact', 'question, where it is not known'],
    names.map((name) => [`[\`${name}\`](../facts.md#${name.toLowerCase()})`, words.text({ id: `question.${name}` })]),
  );
}

function obligations({ obligations: ids }: Rule, law: Law): string {
  const versions = law.calendar.versions.toReversed();
  const rows = ids.flatMap((id) => {
    const found = law.obligation(id);
    if (!found) {
      return [];
    }
    const dates = versions.map((version) => law.appliesFrom(id, version.id) ?? '–');
    const ground = found.ground === 'law' ? found.status : 'good practice';
    return [[found.article, found.duty, found.binds, ...dates, ground]];
  });
  const from = versions.map(({ basis, validTo }) => `from (${basis}${validTo === null ? '' : ', no longer in force'})`);
  return table(['article', 'duty', 'binds', ...from, 'standing'], rows);
}
