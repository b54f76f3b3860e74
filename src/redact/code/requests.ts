import { askedWords, wordIn, type Asked, type Sent } from './asked-words.ts';
import type { Address } from './addresses.ts';
import { partsOf, type Code, type Entry, type Kind } from './code-tree.ts';
import { hiddenAddress } from './hidden-hosts.ts';
import { pathOf } from './program.ts';
import { HOLE, nameOf } from './string-functions.ts';
import type { Values } from './values.ts';

/** Packages that send HTTP requests; what is imported from them sends when it is called. */
const CLIENTS =
  /^(?:(?:node:)?https?|(?:node:)?http2|axios(?:-.*)?|node-fetch|cross-fetch|isomorphic-fetch|whatwg-fetch|undici|got|ky|request(?:-promise)?(?:-native)?|requestretry|needle|superagent|bent|phin|wretch|ws|requests(?:\..*)?|httpx|urllib3?(?:\..*)?|aiohttp|http\.client|httplib2?|pycurl|websockets?|grequests|treq)$/;
/** They need no import, or go by their name where the import is not shown. */
const GLOBALS =
  /^(?:fetch|axios|got|ky|request|needle|superagent|requests|httpx|urllib|urllib2|aiohttp|https?|urlopen|nodeFetch|WebSocket|EventSource|UrlFetchApp)$/;
const VERBS =
  /^(?:get|post|put|patch|delete|del|head|options|request|send|fetch|fetchJson|stream|open|urlopen|urlretrieve|ws_connect|connect|create_connection|json|ajax|getJSON|Request)$/;
/** Calls of a client that make a client. */
const MAKERS =
  /^(?:create|extend|defaults|Session|session|Client|AsyncClient|ClientSession|HTTPSConnection|HTTPConnection|PoolManager|instance|default)$/;
/** They take a host by itself. */
export const CONNECTION = /^HTTPS?Connection(?:Pool)?$/;
const METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/i;
const BEGUN = /^\0\/\w/;
const ADDRESS = /^\s*(?:https?|wss?):\/\//i;

/** Options that say where a client sends its requests, in any constructor or call. */
export const BASE_KEY =
  /^(?:base_?url|api_?base|openai_api_base|azure_?endpoint|endpoint|endpoint_url|api_?endpoint|base_?path|server_?url|api_?url|api_?host)$/i;
/** Options that say so in a request. */
export const REQUEST_KEY = /^(?:url|uri|host|hostname|prefix_?url|origin)$/i;

export interface Requests {
  /** Expressions that are an address of a request, or part of one. */
  called: ReadonlySet<Code>;
  /** A request goes where the code does not show. */
  dynamic: boolean;
  /** Addresses of which only the path is shown. */
  hidden: readonly (Address & { line: number })[];
  asks: Asked[];
}

/** Finds the requests of a program and follows their addresses back to where they are written. */
export function findRequests(body: readonly Code[], values: Values): Requests {
  const finder = new RequestFinder(values);
  finder.walk(body);
  return {
    called: finder.called,
    dynamic: finder.unshown && !finder.hasBase ? true : finder.dynamic,
    hidden: finder.hidden,
    asks: askedWords(finder.sent, finder.reads, values),
  };
}

class RequestFinder {
  readonly called = new Set<Code>();
  dynamic = false;
  /** A request to a path alone: it goes to the client's base, which must then be shown. */
  unshown = false;
  hasBase = false;
  readonly hidden: (Address & { line: number })[] = [];
  readonly sent: Sent[] = [];
  readonly reads: Kind<'member'>[] = [];
  readonly #values: Values;
  readonly #clients = new Set<string>();
  readonly #judged = new Map<Code, boolean>();
  readonly #read = new Set<Code>();

  constructor(values: Values) {
    this.#values = values;
  }

  walk(body: readonly Code[]): void {
    const calls: Kind<'call'>[] = [];
    const stack = [...body].reverse();
    for (let code = stack.pop(); code; code = stack.pop()) {
      if (this.#read.has(code)) {
        continue;
      }
      this.#read.add(code);
      if (code.is === 'import' && CLIENTS.test(code.module)) {
        code.names.forEach((own) => this.#clients.add(own));
      }
      if (code.is === 'set') {
        this.#set(code);
      }
      if (code.is === 'call') {
        calls.push(code);
      }
      if (code.is === 'member' && code.key.is === 'text' && wordIn(code.key.value) !== undefined) {
        this.reads.push(code);
      }
      stack.push(...partsOf(code).toReversed());
    }
    calls.forEach((call) => this.#call(call));
  }

  /** `openai.api_base = "…"`, and names given to a required client. */
  #set({ target, value }: Kind<'set'>): void {
    if (target.is === 'member' && target.key.is === 'text' && BASE_KEY.test(target.key.value)) {
      this.#base(value);
    }
    const module = moduleOf(value);
    if (target.is === 'name' && module !== undefined && CLIENTS.test(module)) {
      this.#clients.add(target.name);
    }
  }

  #call(call: Kind<'call'>): void {
    const own = nameOf(call.callee) ?? '';
    const fields = call.args.flatMap((arg) => this.#values.fields(arg));
    fields.filter(({ key }) => BASE_KEY.test(key ?? '')).forEach(({ value }) => this.#base(value));
    const certain = this.#isClient(call.callee, 0);
    const makes = certain && call.callee.is === 'member' && MAKERS.test(own);
    const sends = certain && !makes && (call.callee.is === 'name' || VERBS.test(own));
    const addresses = this.#addressesOf(call, fields);
    if (sends || CONNECTION.test(own)) {
      addresses.forEach((address) => this.#mark(address));
      this.#judge(call, addresses);
      this.#send(call, addresses, fields);
    } else if (VERBS.test(own)) {
      // `client.post('https://…')` on a client of whatever make.
      const shown = addresses.filter((address) => this.#values.strings(address).some((value) => ADDRESS.test(value)));
      shown.forEach((address) => this.#mark(address));
      const begun = addresses.filter((address) => this.#values.strings(address).some((value) => BEGUN.test(value)));
      this.#send(call, [...shown, ...begun], []);
    }
  }

  #send(call: Kind<'call'>, addresses: readonly Code[], fields: readonly Entry[]): void {
    const paths = fields.filter(({ key }) => /^path(?:name)?$/.test(key ?? '')).map(({ value }) => value);
    const [path = ''] = paths.flatMap((value) => this.#values.strings(value));
    for (const address of addresses) {
      for (const option of this.#values.strings(address)) {
        const found = hiddenAddress(option === HOLE ? option + path : option, address, this.#values);
        this.hidden.push(...(found ? [{ ...found, line: call.line }] : []));
      }
    }
    if (addresses.length > 0) {
      this.sent.push({ call, addresses });
    }
  }

  #base(value: Code): void {
    this.hasBase = true;
    this.#mark(value);
    if (this.#values.strings(value).some((text) => text.startsWith(HOLE))) {
      this.dynamic = true;
    }
  }

  /** The argument that is the address, or the options that hold it. */
  #addressesOf(call: Kind<'call'>, fields: readonly Entry[]): Code[] {
    const [first, second] = call.args;
    const isMethod = first && second && this.#values.strings(first).some((value) => METHOD.test(value));
    const direct = isMethod ? second : first;
    const held = fields.filter(({ key }) => REQUEST_KEY.test(key ?? '')).map(({ value }) => value);
    const isObject = direct && this.#values.origins(direct).some((origin) => origin.is === 'record');
    return [...(direct && !isObject ? [direct] : []), ...held];
  }

  #judge(call: Kind<'call'>, addresses: readonly Code[]): void {
    const options = addresses.flatMap((address) => this.#values.strings(address));
    if (call.args.length === 0) {
      return;
    }
    if (options.length === 0 || options.some((value) => value === '' || startsUnshown(value))) {
      this.dynamic = true;
    } else if (!options.some((value) => ADDRESS.test(value) || /^[\w-]+(?:\.[\w-]+)+/.test(value))) {
      this.unshown = true;
    }
  }

  #isClient(code: Code, depth: number): boolean {
    const known = this.#judged.get(code);
    if (known !== undefined || depth > 100) {
      return known ?? false;
    }
    this.#judged.set(code, false);
    const result = this.#holdsClient(code, depth + 1);
    this.#judged.set(code, result);
    return result;
  }

  #holdsClient(code: Code, depth: number): boolean {
    if (code.is === 'name') {
      const values = this.#values.program.bindingOf(code)?.values ?? [];
      const isMade = values.some((value) =>
        value.is === 'call' ? this.#isMaker(value, depth) : value.is === 'name' && this.#isClient(value, depth),
      );
      return isMade || this.#clients.has(code.name) || (values.length === 0 && GLOBALS.test(code.name));
    }
    if (code.is === 'member') {
      const made = this.#values.origins(code).some((origin) => origin.is === 'call' && this.#isMaker(origin, depth));
      return made || this.#isClient(code.of, depth);
    }
    return code.is === 'call' && this.#isMaker(code, depth);
  }

  #isMaker(call: Kind<'call'>, depth: number): boolean {
    const module = moduleOf(call);
    if (module !== undefined) {
      return CLIENTS.test(module);
    }
    const own = nameOf(call.callee) ?? '';
    return (MAKERS.test(own) || CONNECTION.test(own)) && this.#isClient(call.callee, depth);
  }

  /** Follows an address to the texts it is made of. */
  #mark(code: Code): void {
    if (this.called.has(code)) {
      return;
    }
    this.called.add(code);
    if (code.is === 'name' || code.is === 'member') {
      this.#values.origins(code).forEach((origin) => this.#mark(origin));
    } else if (code.is === 'call') {
      const of = code.callee.is === 'member' ? [code.callee.of] : [];
      [...of, ...code.args, ...this.#values.origins(code)].forEach((part) => this.#mark(part));
    } else if (code.is === 'record') {
      code.entries
        .filter(({ key }) => key !== null && (REQUEST_KEY.test(key) || BASE_KEY.test(key)))
        .forEach(({ value }) => this.#mark(value));
    } else if (code.is === 'join' || code.is === 'either' || code.is === 'list') {
      (code.is === 'either' ? code.options : partsOf(code)).forEach((part) => this.#mark(part));
    }
  }
}

/** The host itself is unknown: `{}/v1`, `https://{}/v1`, `https://api.{}`. */
function startsUnshown(value: string): boolean {
  const host = value.replace(/^\s*\w+:\/\//, '').split(/[/?#]/)[0] ?? '';
  const known = /^(.*?)\0?$/.exec(host)?.[1] ?? '';
  return host.startsWith(HOLE)
    ? !/^\0?[^\0]*\.[\w-]+\.\w+(?::\d+)?\0?$/.test(host)
    : /[.-]$/.test(known) && host.endsWith(HOLE);
}

/** The package that a call requires: `require('x')`, `await import('x')`, `importlib.import_module('x')`. */
export function moduleOf(code: Code): string | undefined {
  let at = code;
  while (at.is === 'member') {
    at = at.of;
  }
  const [first] = at.is === 'call' ? at.args : [];
  const loads =
    at.is === 'call' &&
    /^(?:require|import|__import__|importlib\.import_module|import_module)$/.test(pathOf(at.callee) ?? '');
  return loads && first?.is === 'text' ? first.value : undefined;
}
