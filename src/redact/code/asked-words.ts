import { addressesIn } from './addresses.ts';
import type { Code, Kind } from './code-tree.ts';
import { HOLE, nameOf } from './string-functions.ts';
import type { Values } from './values.ts';

/**
 * Words for what usually only a model does. Only they are kept, never what stands beside them: a query or a body may
 * hold a secret or a person.
 */
const WORD =
  /^(?:(?:voice|speech|text|facial|face|customer|call)[_-]?)?(emotions?|sentiments?|transcri(?:be|ption)|facial|face[_-]?(?:match|recognition|detection|verification|analysis|id)|(?:voice|speaker)[_-]?(?:analysis|analytics|biometrics?|print|recognition|stress|tone)|personality|predict(?:ions?)?|diari[sz](?:e|ation)|prosody)(?:[_-]?(?:analysis|detection|recognition|scores?|labels?|enabled))?$/i;
/** Keys under which a service is told what to do. */
const CHOICE =
  /^(?:features?|analy[sz]\w*|tasks?|types?|modes?|models?|detect\w*|operations?|actions?|options?|extract|include|enable\w*|insights?|capabilit(?:y|ies)|attributes)$/i;
const MAX_DEPTH = 5;

export interface Sent {
  call: Kind<'call'>;
  addresses: readonly Code[];
}

export interface Asked {
  host: string;
  value: string;
  line: number;
}

/** What requests ask for by the names in their query and body, and by what is read of their answer. */
export function askedWords(sent: readonly Sent[], reads: readonly Kind<'member'>[], values: Values): Asked[] {
  const hosts = new Map(sent.map(({ call, addresses }) => [call, hostsOf(addresses, values)] as const));
  const told = sent.flatMap(({ call, addresses }) => {
    const queries = addresses.flatMap((address) => values.strings(address)).flatMap(queryWords);
    const body = call.args.filter((arg) => !addresses.includes(arg)).flatMap((arg) => bodyWords(arg, '', values, 0));
    return [...queries, ...body].map((value) => ({ call, value, line: call.line }));
  });
  const read = reads.flatMap(({ of, key, line }) => {
    const value = key.is === 'text' ? wordIn(key.value) : undefined;
    const call = value === undefined ? undefined : answerOf(of, new Set(hosts.keys()), values, 0);
    return value !== undefined && call && sends(call) ? [{ call, value, line }] : [];
  });
  return [...told, ...read].flatMap(({ call, value, line }) =>
    (hosts.get(call) ?? []).map((host) => ({ host, value, line })),
  );
}

export const wordIn = (name: string): string | undefined =>
  WORD.exec(name.slice(0, 80).replace(/([a-z])([A-Z])/g, '$1_$2'))?.[1]?.toLowerCase();

function hostsOf(addresses: readonly Code[], values: Values): string[] {
  const shown = addresses
    .flatMap((address) => values.strings(address))
    .flatMap((value) => addressesIn(value).addresses.map(({ host }) => host));
  return shown.length > 0 ? [...new Set(shown)] : ['{}'];
}

function queryWords(address: string): string[] {
  const query = address.split('?')[1]?.split('#')[0] ?? '';
  return query.split('&').flatMap((part) => {
    const [name = '', value = ''] = part.split('=');
    const chosen = CHOICE.test(name) ? value.split(/,|%2C/i).map(wordIn) : [];
    return [wordIn(name), ...chosen].filter((word) => word !== undefined);
  });
}

/** A key with a value of the code's own asks for something; one with a value of the CRM's only hands it on. */
function bodyWords(code: Code, under: string, values: Values, depth: number): string[] {
  if (depth > MAX_DEPTH) {
    return [];
  }
  switch (code.is) {
    case 'text': {
      const word = CHOICE.test(under) ? wordIn(code.value) : undefined;
      return word === undefined ? [] : [word];
    }
    case 'list':
      return code.items.flatMap((item) => bodyWords(item, under, values, depth + 1));
    case 'record':
      return code.entries.flatMap(({ key, value }) => {
        const word = key !== null && isOwn(value) ? wordIn(key) : undefined;
        return [...(word === undefined ? [] : [word]), ...bodyWords(value, key ?? '', values, depth + 1)];
      });
    case 'call':
      return /^(?:stringify|dumps|URLSearchParams|urlencode)$/.test(nameOf(code.callee) ?? '')
        ? code.args.flatMap((arg) => bodyWords(arg, under, values, depth + 1))
        : [];
    case 'name':
      return values.origins(code).flatMap((origin) => bodyWords(origin, under, values, depth + 1));
    default:
      return [];
  }
}

function isOwn(value: Code): boolean {
  return (
    (value.is === 'text' && !value.value.includes(HOLE)) ||
    value.is === 'record' ||
    value.is === 'list' ||
    (value.is === 'other' && value.parts.length === 0) ||
    (value.is === 'name' && value.name === 'True')
  );
}

/** The request whose answer a value is taken from. */
function answerOf(
  code: Code,
  calls: ReadonlySet<Kind<'call'>>,
  values: Values,
  depth: number,
): Kind<'call'> | undefined {
  if (depth > 12) {
    return undefined;
  }
  if (code.is === 'call') {
    const from = [...(code.callee.is === 'member' ? [code.callee.of] : []), ...code.args.slice(0, 1)];
    return calls.has(code) ? code : first(from, (inner) => answerOf(inner, calls, values, depth + 1));
  }
  if (code.is === 'member') {
    return answerOf(code.of, calls, values, depth + 1);
  }
  const held =
    code.is === 'name' ? (values.program.bindingOf(code)?.values ?? []) : code.is === 'either' ? code.options : [];
  return first(held.slice(0, 4), (inner) => answerOf(inner, calls, values, depth + 1));
}

/** Who only fetches a record hands nothing over to be judged. */
function sends({ callee, args }: Kind<'call'>): boolean {
  const own = nameOf(callee) ?? '';
  return !/^(?:get|head|del|delete|getJSON)$/i.test(own) && (args.length > 1 || args[0]?.is === 'record');
}

function first<T, R>(list: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of list) {
    const found = find(item);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
