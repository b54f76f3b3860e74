import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { z } from 'zod';
import { loadMessages } from '../../src/knowledge/load-messages.ts';
import { FLAGS, NOTICES, TIERS } from '../../src/model/assessment.ts';
import { LANGUAGES, type Language } from '../../src/model/message.ts';
import { phpOf } from './php-text.ts';

const LABELS = new URL('../../plugins/sugarcrm/labels/', import.meta.url);

/** Sugar has two Spanishes. */
const CODES: Record<Language, readonly string[]> = {
  en: ['en_us'],
  fr: ['fr_FR'],
  de: ['de_DE'],
  es: ['es_ES', 'es_LA'],
};

/** Those that only the page of the administration reads. */
const OF_ADMINISTRATION = ['GROUP', 'GROUP_DESC', 'ADMIN', 'ADMIN_DESC'];

/** Every label in one language; tiers, flags and notices are called what they are called everywhere. */
export function labelsIn(language: Language): Map<string, string> {
  const file = readFileSync(new URL(`${language}.yaml`, LABELS), 'utf8');
  const own = z.record(z.string(), z.string()).parse(load(file));
  const { text } = loadMessages(language);
  const shared = [
    ...TIERS.map((id) => ['TIER', id, `tier.${id}`]),
    ...FLAGS.map((id) => ['FLAG', id, `flag.${id}`]),
    ...NOTICES.map((id) => ['NOTICE', id, `notice.${id}`]),
  ] as const;
  const words = shared.map(([kind = '', id = '', message = '']): [string, string] => [
    `${kind}_${id.toUpperCase().replaceAll('-', '_')}`,
    text({ id: message }),
  ]);
  return new Map([...Object.entries(own), ...words]);
}

/** The language files of the package, by their place. */
export function languageFiles(): [path: string, source: string][] {
  return LANGUAGES.flatMap((language) => {
    const labels = [...labelsIn(language)];
    const isAdmin = ([key]: [string, string]) => OF_ADMINISTRATION.includes(key);
    const application = stringsFile(
      'app_strings',
      labels.filter((label) => !isAdmin(label)),
    );
    const administration = stringsFile('mod_strings', labels.filter(isAdmin));
    return CODES[language].flatMap((code): [string, string][] => [
      [`custom/Extension/application/Ext/Language/${code}.aiinv.php`, application],
      [`custom/Extension/modules/Administration/Ext/Language/${code}.aiinv.php`, administration],
    ]);
  });
}

function stringsFile(variable: string, labels: readonly [string, string][]): string {
  const lines = labels.map(([key, text]) => `$${variable}[${phpOf(`LBL_AIINV_${key}`)}] = ${phpOf(text)};\n`);
  return `<?php\n\n${lines.join('')}`;
}
