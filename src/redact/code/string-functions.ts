import type { Code, Kind } from './code-tree.ts';

/** Stands in a string for what the code does not show. */
export const HOLE = '\0';

/** What expressions are known to be: see `Values`. */
export interface Strings {
  strings(code: Code): readonly string[];
  constant(code: Code): string | undefined;
  origins(code: Code): readonly Code[];
  entry(record: Kind<'record'>, key: string): readonly Code[];
  joined(parts: readonly Code[], between: string): string[];
}

const SAME =
  /^(?:toString|trim|trimEnd|trimStart|toLowerCase|strip|lstrip|rstrip|lower|decode|encode|valueOf|String|str|encodeURI|encodeURIComponent|quote|Uri|HttpUrl)$/;
const JOINED = /^(?:URL|urljoin)$/;

/** What a call of a well-known string function gives; undefined for any other call. */
export function callStrings(call: Kind<'call'>, values: Strings): readonly string[] | undefined {
  const { callee, args } = call;
  const own = nameOf(callee);
  const [first, second] = args;
  if (own === undefined) {
    return undefined;
  }
  if (callee.is === 'member') {
    const found = methodStrings(own, callee.of, args, values);
    if (found) {
      return found;
    }
  }
  if (JOINED.test(own) && first) {
    const [base, path] = own === 'URL' ? [second, first] : [first, second];
    return base ? withBase(base, path, values) : values.strings(first);
  }
  if (SAME.test(own) && first && callee.is === 'name') {
    return values.strings(first);
  }
  if (/^(?:atob|b64decode)$/.test(own) && first) {
    return values.strings(first).map(fromBase64);
  }
  if (/^(?:getenv|get)$/.test(own) && second) {
    return [HOLE, ...values.strings(second)];
  }
  return undefined;
}

function methodStrings(own: string, of: Code, args: readonly Code[], values: Strings): readonly string[] | undefined {
  const [first, second] = args;
  if (own === 'toString' && of.is === 'call' && /^(?:Buffer)?\.?from$/.test(nameOf(of.callee) ?? '') && of.args[0]) {
    const encoding = of.args[1] && values.constant(of.args[1]);
    return encoding === 'base64' ? values.strings(of.args[0]).map(fromBase64) : values.strings(of.args[0]);
  }
  if (own === 'join') {
    const list = [...values.origins(of), ...(first ? values.origins(first) : [])].find(
      (origin) => origin.is === 'list',
    );
    const between = list && first && values.origins(first).includes(list) ? of : first;
    return list ? values.joined(list.items, between ? (values.constant(between) ?? HOLE) : ',') : undefined;
  }
  if (own === '%' || own === 'format') {
    return values.strings(of).map((pattern) => filled(pattern, own, args, values));
  }
  if (own === 'concat') {
    return values.joined([of, ...args], '');
  }
  if (/^replace(?:All)?$/.test(own) && first && second) {
    const from = values.constant(first);
    const [to = HOLE] = values.strings(second);
    return values.strings(of).map((value) => (from ? value.replaceAll(from, to) : value));
  }
  return SAME.test(own) && values.strings(of).some((value) => value !== HOLE) ? values.strings(of) : undefined;
}

function withBase(base: Code, path: Code | undefined, values: Strings): string[] {
  return values.strings(base).flatMap((start) =>
    (path ? values.strings(path) : ['']).map((end) => {
      if (/^\w+:\/\//.test(end)) {
        return end;
      }
      const origin = /^\w+:\/\/[^/]*/.exec(start)?.[0] ?? start;
      return end.startsWith('/') ? origin + end : `${start.replace(/[^/]*$/, '') || start}${end}`;
    }),
  );
}

/** `'%s/%s' % (a, b)`, `'{}/{name}'.format(a, name=b)`. */
function filled(pattern: string, own: string, args: readonly Code[], values: Strings): string {
  const list = own === '%' && args[0]?.is === 'list' ? args[0].items : args;
  const record = args.find((arg) => arg.is === 'record');
  let index = 0;
  return pattern.replace(
    own === '%' ? /%(?:\((\w+)\))?[sdr]/g : /\{(\w*)[^{}]{0,20}\}/g,
    (_, key: string | undefined) => {
      const position = /^\d+$/.test(key ?? '') ? Number(key) : key ? -1 : index++;
      const [value] = key && record && position < 0 ? values.entry(record, key) : [list[position]];
      return value && value.is !== 'record' ? (values.strings(value)[0] ?? HOLE) : HOLE;
    },
  );
}

function fromBase64(value: string): string {
  return value.includes(HOLE) ? HOLE : Buffer.from(value, 'base64').toString('utf8').replaceAll(HOLE, '');
}

/** The last word of what is called: `fetch`, `post` of `axios.post`. */
export function nameOf(callee: Code): string | undefined {
  if (callee.is === 'member') {
    return callee.key.is === 'text' ? callee.key.value : undefined;
  }
  return callee.is === 'name' ? callee.name : undefined;
}
