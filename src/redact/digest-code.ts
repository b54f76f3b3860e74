import type { AddressUse, CodeDigest } from '../model/code-digest.ts';
import { collect, type Findings } from './code/collect.ts';
import type { Code } from './code/code-tree.ts';
import { javascriptTokensTree } from './code/javascript-tokens-tree.ts';
import { javascriptTree } from './code/javascript-tree.ts';
import { pythonTree } from './code/python-tree.ts';
import { redactText } from './redact-text.ts';

/** Longer sources are read as tokens only: the parser's tree is many times their size. */
const MAX_PARSED = 200_000;
/** HubSpot takes far less; what comes behind is not read. */
const MAX_READ = 1_000_000;
const MAX_FOUND = 200;

/**
 * What custom code tells about AI. Comments and docstrings never count; strings are put together as far as the code
 * shows them. Deterministic and bounded; never throws: code that does not parse is read as tokens.
 */
export function digestCode(source: string, runtime: string): CodeDigest {
  const text = source
    .slice(0, MAX_READ)
    .replace(/\r\n?/g, '\n')
    .replace(/^\ufeff/, '');
  const language = languageOf(text, runtime);
  const lines = text === '' ? 0 : text.split('\n').length;
  if (language === 'unknown') {
    return { language, read: 'unread', lines, ...NOTHING };
  }
  const parsed = text.length <= MAX_PARSED ? tryRead(() => parse(text, language)) : undefined;
  if (parsed) {
    return { language, read: 'parsed', lines, ...tidy(parsed) };
  }
  const found = tryRead(() => collect(tokensTree(text, language)));
  return found ? { language, read: 'tokens', lines, ...tidy(found) } : { language, read: 'unread', lines, ...NOTHING };
}

const NOTHING: Findings = {
  imports: [],
  urls: [],
  models: [],
  secretNames: [],
  inputs: [],
  outputs: [],
  texts: [],
  dynamicUrl: false,
};

function parse(text: string, language: 'javascript' | 'python'): Findings {
  return collect(language === 'javascript' ? javascriptTree(text) : pythonTree(text));
}

function tokensTree(text: string, language: 'javascript' | 'python'): Code[] {
  return language === 'javascript' ? javascriptTokensTree(text) : pythonTree(text);
}

/** Syntax that no parser accepts, and nesting that the stack does not hold, are properties of the source. */
function tryRead(read: () => Findings): Findings | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

function languageOf(text: string, runtime: string): 'javascript' | 'python' | 'unknown' {
  if (/node|javascript|^js/i.test(runtime)) {
    return 'javascript';
  }
  if (/python|^py/i.test(runtime)) {
    return 'python';
  }
  if (/^[ \t]*(?:def \w+\(|from [\w.]+ import |import [\w.]+[ \t]*$)/m.test(text)) {
    return 'python';
  }
  return /\b(?:exports\.|require\(|module\.exports|=>|const |function )/.test(text) ? 'javascript' : 'unknown';
}

/** Each once, in the order of the source, redacted and few. */
function tidy(found: Findings): Findings {
  return {
    imports: tidyImports(found.imports),
    urls: byLine(once(strongestFirst(found.urls), ({ host, path }) => host + path)).slice(0, MAX_FOUND),
    models: once(
      byLine(found.models.map(({ value, line }) => ({ value: redactText(value, 120), line }))),
      ({ value }) => value,
    ).slice(0, MAX_FOUND),
    secretNames: found.secretNames.toSorted().slice(0, MAX_FOUND),
    inputs: found.inputs.toSorted().slice(0, MAX_FOUND),
    outputs: found.outputs.toSorted().slice(0, MAX_FOUND),
    texts: once(byLine(found.texts), ({ value }) => value)
      .slice(0, 20)
      .map(({ value, line }) => ({ value: redactText(value, 500), line })),
    dynamicUrl: found.dynamicUrl,
    ...tidyAsks(found.asks ?? []),
  };
}

function tidyImports(imports: Findings['imports']): Findings['imports'] {
  const used = new Set(imports.filter((item) => item.used).map((item) => item.name));
  return once(byLine(imports), ({ name }) => name)
    .slice(0, MAX_FOUND)
    .map(({ name, line }) => ({ name: redactText(name, 200), used: used.has(name), line }));
}

function tidyAsks(asks: NonNullable<Findings['asks']>): Pick<Findings, 'asks'> {
  const few = once(byLine(asks), ({ host, value }) => `${host} ${value}`).slice(0, MAX_FOUND);
  return few.length > 0 ? { asks: few } : {};
}

function strongestFirst(urls: Findings['urls']): Findings['urls'] {
  const order: readonly AddressUse[] = ['call', 'value', 'text'];
  return byLine(urls).toSorted((a, b) => order.indexOf(a.use) - order.indexOf(b.use));
}

function byLine<T extends { line: number }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => a.line - b.line);
}

function once<T>(list: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return list.filter((item) => {
    const key = keyOf(item);
    return seen.has(key) ? false : seen.add(key);
  });
}
