import { makeAssess } from '../../src/assess/assess.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { explain } from '../../src/exports/explain.ts';
import type { AiFeature } from '../../src/model/feature.ts';
import { factsFrom } from '../../src/model/facts-schema.ts';
import type { Law } from '../../src/model/law.ts';
import { LANGUAGES, type Language } from '../../src/model/message.ts';
import { makeWords } from '../../src/words.ts';
import { NOTE } from './by-hand.ts';
import { EXAMPLES, type Example } from './examples.ts';

/** The day the examples are read on: which duties are in force must not depend on when the page is made. */
const TODAY = '2026-11-27';
const NAMES: Record<Language, string> = { en: 'English', fr: 'Français', de: 'Deutsch', es: 'Español' };

/** Five verdicts told in four languages by the same code that `ai-inventory explain` uses. */
export function examplesPage(rules: readonly Rule[], law: Law): string {
  const assess = makeAssess(rules);
  const sections = EXAMPLES.flatMap((example) => {
    const feature = featureOf(example);
    const entry = { feature, assessment: assess(feature) };
    return [
      `## ${example.name}`,
      example.about,
      ...LANGUAGES.map((language) =>
        told(language, explain(entry, { ...makeWords(law, rules, language), today: TODAY })),
      ),
    ];
  });
  return `${[NOTE('tools/docs/examples.ts, rules and knowledge'), '# Five verdicts, explained', INTRO, ...sections].join('\n\n')}\n`;
}

const INTRO = `Each is told as \`ai-inventory explain KEY --lang …\` tells it: the facts and where they were seen, the rule, the article, what follows, what is still asked. Read on ${TODAY}; the names are made up.`;

function featureOf({ key, name, facts }: Example): AiFeature {
  const [crm = '', kind = '', externalId = ''] = key.split(':');
  return {
    key,
    crm: crm as AiFeature['crm'],
    stream: kind,
    kind: 'other',
    name,
    verdict: 'ai',
    asset: { kind, externalId, name },
    system: { id: 'example', vendor: '', name: '' },
    facts: Object.assign(
      {},
      ...facts.map(({ basis, at, values }) => factsFrom(values, basis, at)),
    ) as AiFeature['facts'],
    evidence: [],
    links: [],
  };
}

function told(language: Language, { verdict, notes, sections, closing }: ReturnType<typeof explain>): string {
  const parts = sections.map(({ title, items }) =>
    [
      `**${title}**`,
      items.map(({ text, under }) => [`- ${text}`, ...under.map((line) => `  - ${line}`)].join('\n')).join('\n'),
    ].join('\n\n'),
  );
  return [`### ${NAMES[language]}`, [`**${verdict}**`, ...notes].join(' · '), ...parts, `_${closing.join(' ')}_`].join(
    '\n\n',
  );
}
