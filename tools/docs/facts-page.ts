import { readdirSync, readFileSync } from 'node:fs';
import type { Rule } from '../../src/assess/rule.ts';
import { factsIn } from '../../src/assess/condition.ts';
import type { Messages } from '../../src/knowledge/load-messages.ts';
import { FACT_NAMES, FACTS, type FactName } from '../../src/model/facts.ts';
import type { Knowledge } from '../../src/model/knowledge.ts';
import { registryOf } from '../../src/registry.ts';
import { byHand, NOTE } from './by-hand.ts';

const ROOT = new URL('../../', import.meta.url);

/** The vocabulary: each fact, what it can say, and who can know it, told from those who say it. */
export function factsPage(rules: readonly Rule[], knowledge: Knowledge, words: Messages, before: string): string {
  const sections = FACT_NAMES.map((name) =>
    [
      `## ${name}`,
      words.text({ id: `question.${name}` }),
      `**Values** ${valuesOf(name)}`,
      `**Known from** ${knownFrom(name, knowledge).join(' · ')}`,
      `**Read by** ${readBy(name, rules)}`,
    ].join('\n\n'),
  );
  const head = [NOTE('src/model/facts.ts and those who state or read each fact'), '# Facts', byHand('about', before)];
  return `${[...head, ...sections].join('\n\n')}\n`;
}

function valuesOf(name: FactName): string {
  const spec = FACTS[name];
  if (spec.type === 'boolean') {
    return 'yes or no';
  }
  const values = spec.values ? spec.values.join(' · ') : 'free text';
  return spec.type === 'list' ? `any of: ${values}` : values;
}

/** Nobody needs to keep this list: mappings, catalogue, phrases and links are asked what they state. */
function knownFrom(name: FactName, knowledge: Knowledge): string[] {
  const { mappings } = registryOf(knowledge);
  const kinds = mappings.flatMap(({ from, examine }) => (examine && name in examine.facts ? [`${from.kind}`] : []));
  return [
    ...(kinds.length > 0 ? [`the CRM (${[...new Set(kinds)].join(', ')})`] : []),
    ...(statedIn('mappings', name) && kinds.length === 0 ? ['the CRM'] : []),
    ...(knowledge.entries.some(({ facts }) => name in facts) ? ['our catalogue of vendor features'] : []),
    ...(phrases().includes(`value: ${name}:`)
      ? ['words of the account: instructions to a model, its own labels; other names only hint']
      : []),
    ...(statedIn('src/normalise/link', name) ? ['other assets that it feeds or that use it'] : []),
    'the administrator',
  ];
}

function readBy(name: FactName, rules: readonly Rule[]): string {
  const readers = rules.filter(({ when, unless, signal }) =>
    [when, unless, signal].some((condition) => condition && factsIn(condition).includes(name)),
  );
  const links = readers.map(({ id }) => `[${id}](rules/${id}.md)`);
  return links.length > 0 ? links.join(' · ') : 'no rule; it describes the entry';
}

const sources = new Map<string, string>();

function textOf(folder: string, ending: string): string {
  let text = sources.get(folder);
  if (text === undefined) {
    const files = readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' });
    text = files
      .filter((file) => file.endsWith(ending))
      .sort()
      .map((file) => readFileSync(new URL(`${folder}/${file}`, ROOT), 'utf8'))
      .join('\n');
    sources.set(folder, text);
  }
  return text;
}

const phrases = () => textOf('knowledge/phrases', '.yaml');

/** Facts that a folder's code states: as a key of the facts it builds, or by name. */
function statedIn(folder: string, name: FactName): boolean {
  return new RegExp(`addFact\\(\\w+(?:\\.\\w+)?, '${name}'|facts\\.${name} =|^\\s+${name}: (?!\\{|string)`, 'm').test(
    textOf(folder, '.ts'),
  );
}
