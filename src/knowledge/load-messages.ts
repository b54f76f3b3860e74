import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { z } from 'zod';
import { KnowledgeInvalid } from '../kit/errors.ts';
import type { Language, Message } from '../model/message.ts';

export interface Messages {
  /** The sentence with its values; an id without words stands for itself. */
  text(message: Message): string;
  has(id: string): boolean;
}

/** All sentences of one language, from every file of its folder. */
export function loadMessages(language: Language = 'en'): Messages {
  const dir = new URL(`../../knowledge/messages/${language}/`, import.meta.url);
  const words = new Map<string, string>();
  for (const file of readdirSync(dir)
    .filter((name) => name.endsWith('.yaml'))
    .sort()) {
    const parsed = z.record(z.string(), z.string()).safeParse(load(readFileSync(new URL(file, dir), 'utf8')));
    if (!parsed.success) {
      throw new KnowledgeInvalid(`${language}/${file}`, z.prettifyError(parsed.error));
    }
    Object.entries(parsed.data).forEach(([id, text]) => words.set(id, text));
  }
  return {
    has: (id) => words.has(id),
    text: ({ id, params = {} }) =>
      (words.get(id) ?? id).replace(/\{(\w+)\}/g, (_whole, name: string) =>
        String(Object.hasOwn(params, name) ? params[name] : ''),
      ),
  };
}
