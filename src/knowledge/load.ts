import { createHash } from 'node:crypto';
import { z } from 'zod';
import { KnowledgeInvalid } from '../kit/errors.ts';
import { ActionType, AiService, CatalogueEntry, ModelFamily, NotAiProperty } from '../model/catalogue.ts';
import type { Knowledge, Meaning, PhraseMatch } from '../model/knowledge.ts';
import { CRMS, type Crm } from '../model/raw-asset.ts';
import { actionNameIndex, nameIndex } from './action-names.ts';
import { entryIndex } from './entry-index.ts';
import { hostIndex } from './hosts.ts';
import { isRead } from './meaning/languages.ts';
import { meaningReader } from './meaning/meanings.ts';
import { ReadingsFile, WordsFile } from './meaning/schema.ts';
import { modelIndex } from './models.ts';
import { packageIndex } from './packages.ts';
import { phraseList } from './phrases/phrase-list.ts';
import { PhraseFile } from './phrases/schema.ts';
import { readText, readYaml } from './read-yaml.ts';
import { uniqueMap } from './unique-map.ts';

const ENTRIES: Record<Crm, string> = { hubspot: 'catalogue/hubspot.yaml', sugarcrm: 'catalogue/sugarcrm.yaml' };
const ACTIONS = 'catalogue/hubspot-actions.yaml';
const NOT_AI = ['catalogue/hubspot-not-ai.yaml', 'catalogue/sugarcrm-not-ai.yaml'];
const SERVICES = 'catalogue/ai-services.yaml';
const MODELS = 'catalogue/model-families.yaml';
const LISTS = ['ai-disclosure', 'annex-iii', 'purposes', 'prohibited', 'consequences', 'judging', 'ai-action-names'];
const WORDS = ['people', 'acts', 'matters', 'uses', 'technique', 'denial'].map((file) => `meaning/${file}.yaml`);
const READINGS = 'meaning/readings.yaml';
const PHRASES = LISTS.map((list) => `phrases/${list}.yaml`);

/**
 * Reads and checks `knowledge/` once; every look-up after that is in memory. Throws `KnowledgeInvalid` that names the
 * file and the entry.
 */
export function loadKnowledge(dir = new URL('../../knowledge/', import.meta.url)): Knowledge {
  const entries = CRMS.flatMap((crm) =>
    readYaml(dir, ENTRIES[crm], z.array(CatalogueEntry)).map((entry) => ({ ...entry, crm })),
  );
  const actions = keyed(ACTIONS, readYaml(dir, ACTIONS, z.array(ActionType)), (action) => action.id);
  const cleared = NOT_AI.flatMap((file) => readYaml(dir, file, z.array(NotAiProperty)));
  const notAi = keyed('catalogue', cleared, ({ object, name }) => `${object}/${name}`);
  const services = readYaml(dir, SERVICES, z.array(AiService));
  keyed(SERVICES, services, (service) => service.id);
  const lists = new Map(LISTS.map((list) => [list, readList(dir, `phrases/${list}.yaml`)]));
  const phrases = (list: string, text: string): PhraseMatch[] => {
    const match = lists.get(list);
    if (!match) {
      throw new Error(`There is no phrase list “${list}”.`);
    }
    return match(text);
  };

  return {
    entries,
    ...entryIndex(entries),
    byActionName: actionNameIndex(entries, (name) => phrases('ai-action-names', name)),
    notAiProperty: (objectType, name) => notAi.get(`${objectType}/${name}`)?.because,
    actionType: (id) => actions.get(id),
    byAppName: nameIndex(entries, ({ appNames }) => appNames),
    serviceByHost: hostIndex(services),
    serviceBySite: hostIndex(services, ({ sites }) => sites),
    serviceByPackage: packageIndex(services),
    modelVendor: modelIndex(readYaml(dir, MODELS, z.array(ModelFamily))),
    phrases,
    meanings: lazily(() => readMeanings(dir)),
    isRead,
    disclosure: (text) => disclosureIn(text, (words) => phrases('ai-disclosure', words)),
    version: versionOf(dir, [
      ...Object.values(ENTRIES),
      ACTIONS,
      ...NOT_AI,
      SERVICES,
      MODELS,
      ...PHRASES,
      ...WORDS,
      READINGS,
    ]),
  };
}

function keyed<T>(file: string, items: readonly T[], key: (item: T) => string): Map<string, T> {
  return uniqueMap(
    file,
    items.map((item) => [key(item), item] as const),
  );
}

function readList(dir: URL, file: string): (text: string) => PhraseMatch[] {
  const list = readYaml(dir, file, PhraseFile);
  try {
    return phraseList(list);
  } catch (cause) {
    throw new KnowledgeInvalid(file, cause instanceof Error ? cause.message : String(cause));
  }
}

/** Only descriptions need it: a scan does not wait for it. */
function lazily<T>(make: () => (text: string) => T): (text: string) => T {
  let read: ((text: string) => T) | undefined;
  return (text) => (read ??= make())(text);
}

export function readMeanings(dir: URL): (text: string) => Meaning[] {
  const words = WORDS.map((file) => readYaml(dir, file, WordsFile));
  const { readings } = readYaml(dir, READINGS, ReadingsFile);
  try {
    return meaningReader(words, readings);
  } catch (cause) {
    throw new KnowledgeInvalid('meaning', cause instanceof Error ? cause.message : String(cause));
  }
}

/** Letters of scripts other than those of the phrase lists. */
const UNREAD =
  /(?=\p{L})[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Common}\p{Script=Inherited}]/u;

function disclosureIn(text: string, matches: (text: string) => PhraseMatch[]): ReturnType<Knowledge['disclosure']> {
  if (text.trim() === '') {
    return undefined;
  }
  const found = matches(text);
  const said = found.find(({ value }) => value === 'says-ai');
  if (said) {
    return { says: true, words: said.words, language: said.language };
  }
  const [vague] = found;
  if (vague) {
    return { says: 'perhaps', words: vague.words, language: vague.language };
  }
  // In a script that no phrase list reads, silence is not a “no”.
  return UNREAD.test(text) ? undefined : { says: false };
}

/** The same files, the same version: what a stored verdict was made with can be told. */
function versionOf(dir: URL, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`${file}\n${readText(dir, file)}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}
