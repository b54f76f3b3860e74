import type { Address } from './addresses.ts';
import type { Code } from './code-tree.ts';
import { readsOf } from './event-data.ts';
import { redactPath } from '../redact-url.ts';
import { HOLE } from './string-functions.ts';
import type { Values } from './values.ts';

const SCHEME = /^\s*(?:https?|wss?):\/\/$/i;
const HIDDEN = /^\s*(?:(?:https?|wss?):\/\/)?[^/?#\s]*\0(?!\.[\w-]+\.\w)[^/?#\s]*(\/[^?#\s]*)/i;
/** The variable ends in the slash: `${BASE}v1/x`. */
const ENDLESS = /^\s*\0([a-z][\w-]*\/[^?#\s]*)/i;
const PATH_ALONE = /^\s*(\/?[\w.{}\0-]+(?:\/[^?#\s]*)?)\s*(?:[?#]|$)/;

/**
 * The path of an address whose host is only known at run time (`{}/v1/x`), with the name of the environment variable that
 * holds the host where the code shows it (`{LLM_URL}/v1/x`). Undefined where the host is shown, or there is no path.
 */
export function hiddenAddress(value: string, code: Code, values: Values): Address | undefined {
  const path = pathOf(value);
  if (path === undefined || path === '' || path.replaceAll(HOLE, '').replaceAll('/', '') === '') {
    return undefined;
  }
  const shown = redactPath('', (path.startsWith('/') ? path : `/${path}`).replaceAll(HOLE, '{}'));
  return { host: `{${value.includes(HOLE) ? (envName(code, values, 0) ?? '') : ''}}`, path: shown };
}

function pathOf(value: string): string | undefined {
  const start = value.split(/[?#]/)[0] ?? '';
  if (start.includes(HOLE) && !start.trimStart().startsWith('/')) {
    return ENDLESS.exec(value)?.[1] ?? HIDDEN.exec(value)?.[1];
  }
  return value.includes('://') ? undefined : pathAlone(value);
}

/** `/v1/x`, `chat/completions`: it goes to the client's base. A bare host is none. */
function pathAlone(value: string): string | undefined {
  const path = PATH_ALONE.exec(value)?.[1];
  return path?.startsWith('/') || !/^[^/]*\./.test(path ?? '') ? path : undefined;
}

/** The environment variable that the start of an address is read from. */
function envName(code: Code, values: Values, depth: number): string | undefined {
  const secrets = new Set<string>();
  readsOf(code, values, { secrets, inputs: new Set(), outputs: new Set() });
  const [own] = secrets;
  if (own !== undefined || depth > 8) {
    return own;
  }
  for (const inner of startsOf(code, values)) {
    const found = envName(inner, values, depth + 1);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function startsOf(code: Code, values: Values): readonly Code[] {
  switch (code.is) {
    case 'join':
      return code.parts
        .filter((part) => part.is !== 'text' || !(part.value === '' || SCHEME.test(part.value)))
        .slice(0, 1);
    case 'either':
      return code.options;
    case 'name':
      return (values.program.bindingOf(code)?.values ?? []).slice(0, 8);
    case 'call':
      return [...(code.callee.is === 'member' ? [code.callee.of] : []), ...code.args].slice(0, 3);
    case 'member':
      return values.origins(code).filter((origin) => origin !== code);
    default:
      return [];
  }
}
