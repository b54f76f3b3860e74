import type { Json, JsonObject } from '#src/model/json.ts';
import { compact } from '#src/pull/compact.ts';
import { leaves } from '#src/pull/tree.ts';
import { redactText } from '#src/redact/redact-text.ts';
import { booleanOf, isObject, textOf } from '../shapes.ts';

type Raw = Record<string, unknown>;

export function isLexExport(json: unknown): json is Raw & { resource: Raw } {
  const metadata = isObject(json) && isObject(json['metadata']) ? json['metadata'] : {};
  return isObject(json) && isObject(json['resource']) && /lex/i.test(textOf(metadata['importType']) ?? '');
}

/** A bot of Lex V1, which is one file. */
export function readLexBot({ resource }: { resource: Raw }): JsonObject & { name: string } {
  const intents = resource['intents'];
  return botOf({
    name: textOf(resource['name']) ?? 'Lex',
    locale: textOf(resource['locale']),
    detectSentiment: booleanOf(resource['detectSentiment']),
    intents: Array.isArray(intents) ? intents.length : 0,
    texts: spokenIn(resource as Json),
  });
}

interface Bot {
  name: string;
  locale: string | undefined;
  detectSentiment: boolean | undefined;
  intents: number;
  texts: readonly string[];
}

function botOf({ name, locale, detectSentiment, intents, texts }: Bot): JsonObject & { name: string } {
  const named = redactText(name, 100);
  const payload = compact({
    source: 'lex',
    headerTexts: [],
    greetings: [],
    participants: [{ type: 'lex', name: named }],
    locale: locale && redactText(locale, 40),
    detectSentiment,
    intents,
    lexTexts: [...new Set(texts)].slice(0, 20).map((text) => redactText(text, 500)),
  });
  return { ...payload, name: named };
}

/** What the bot says; what people might say to it (`utterance`) is something else. */
function spokenIn(json: Json): string[] {
  return [...leaves(json)].flatMap(([key, text]) => (/^(?:content|value)$/.test(key) && /\s/.test(text) ? [text] : []));
}

const isWithin = (folder: string, root: string) => root === '' || folder.startsWith(`${root}/`);

const LOCALE = /^(?:(.*)\/)?BotLocales\/([^/]+)\/(.*)$/;
const TOP = /^(?:(.*)\/)?(?:Bot|Manifest)\.json$/;

/** A bot of Lex V2 is an archive of many small files: they are put together again. */
export class LexArchives {
  readonly #bots = new Map<string, { bot: Bot; texts: Set<string>; files: string[] }>();
  readonly #tops = new Map<string, { file: string; json: Json }[]>();

  /** True when the file is one of a bot's; whether there is a bot is known at the end. */
  take(file: string, json: Json): boolean {
    const [, root = '', locale = '', rest = ''] = LOCALE.exec(file) ?? [];
    if (rest !== '') {
      this.#add(root, locale, rest, json);
      return true;
    }
    const top = TOP.exec(file);
    if (!top || !isObject(json)) {
      return false;
    }
    this.#tops.set(top[1] ?? '', [...(this.#tops.get(top[1] ?? '') ?? []), { file, json }]);
    return true;
  }

  #add(root: string, locale: string, rest: string, json: Json): void {
    const known = this.#bots.get(root) ?? {
      bot: { name: root.replace(/^.*\//, ''), locale, detectSentiment: undefined, intents: 0, texts: [] },
      texts: new Set<string>(),
      files: [],
    };
    this.#bots.set(root, known);
    known.bot.intents += /^Intents\/[^/]+\/Intent\.json$/.test(rest) ? 1 : 0;
    spokenIn(json).forEach((text) => known.texts.add(text));
  }

  bots(): (JsonObject & { name: string })[] {
    return [...this.#bots].map(([root, { bot, texts }]) => {
      const tops = (this.#tops.get(root) ?? []).flatMap(({ json }) => (isObject(json) ? [json as Raw] : []));
      const name = tops.map((top) => textOf(top['name'])).find((text) => text !== undefined);
      return botOf({ ...bot, name: name ?? (bot.name || 'Lex'), texts: [...texts] });
    });
  }

  /** Files that looked like the head of a bot that is not there. */
  strays(): string[] {
    // The archive's manifest lies beside the bot's folder or within it.
    const heads = (root: string) => [...this.#bots.keys()].some((bot) => bot === root || isWithin(bot, root));
    return [...this.#tops].flatMap(([root, files]) => (heads(root) ? [] : files.map(({ file }) => file)));
  }
}
