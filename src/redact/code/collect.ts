import type { AddressUse, CodeDigest } from '../../model/code-digest.ts';
import { maskSecrets } from '../secret-shapes.ts';
import { addressesIn, hostAddress, type Address } from './addresses.ts';
import type { Asked } from './asked-words.ts';
import { partsOf, type Code, type Entry, type Kind } from './code-tree.ts';
import { readsOf, setsOf } from './event-data.ts';
import { isModelName, MODEL_KEY, modelsIn } from './model-names.ts';
import { Program, type Binding } from './program.ts';
import { BASE_KEY, CONNECTION, findRequests, moduleOf, REQUEST_KEY } from './requests.ts';
import { findSdkServices } from './sdk-services.ts';
import { HOLE, nameOf } from './string-functions.ts';
import { Values } from './values.ts';

export type Findings = Omit<CodeDigest, 'language' | 'read' | 'lines'>;

/** Logs and errors: what stands in them is said, not done. */
const LOG = /^(?:console|logger|logging|log|winston|pino|print|pprint|alert|warnings)$|(?:Error|Exception|Warning)$/;
const COMPARE =
  /^(?:includes|startsWith|startswith|endsWith|endswith|indexOf|find|match|test|search|equals|has|count)$/;
const STRING_CALL =
  /^(?:join|concat|format|%|URL|urljoin|toString|replace|replaceAll|b64decode|atob|decode|getenv|get)$/;
const PROMPT_KEY =
  /^(?:content|prompt|system|system_?prompt|system_?instruction|instructions?|input|messages?|contents|query|text|user|user_?prompt)$/i;

interface Place {
  /** In a log, an error, a comparison. */
  spoken: boolean;
  /** Part of a string that is reported as a whole. */
  covered: boolean;
  /** Under a key that holds what a model is told. */
  prompt: boolean;
  /** The name it is put under. */
  holder?: Binding | undefined;
}

interface Site extends Address {
  line: number;
  use: AddressUse;
  holder?: Binding | undefined;
}

const PLAIN: Place = { spoken: false, covered: false, prompt: false };

/** Everything a program tells about AI: one walk over its tree. */
export function collect(body: readonly Code[]): Findings {
  return new Collector(body).findings();
}

class Collector {
  readonly #values: Values;
  readonly #called: ReadonlySet<Code>;
  readonly #dynamic: boolean;
  readonly #asks: Asked[];
  readonly #sites: Site[] = [];
  readonly #imports: { name: string; line: number; used: boolean; binding?: Binding | undefined }[] = [];
  readonly #models: Findings['models'] = [];
  readonly #texts: Findings['texts'] = [];
  readonly #names = { secrets: new Set<string>(), inputs: new Set<string>(), outputs: new Set<string>() };
  readonly #read = new Set<Code>();

  constructor(body: readonly Code[]) {
    this.#values = new Values(new Program(body));
    const requests = findRequests(body, this.#values);
    this.#called = requests.called;
    const services = findSdkServices(body, this.#values);
    this.#dynamic = requests.dynamic || services.hidden;
    this.#asks = requests.asks;
    this.#sites.push(...requests.hidden.map((site) => ({ ...site, use: 'call' as const })));
    this.#imports.push(...services.used.map((service) => ({ ...service, used: true })));
    for (const code of body) {
      this.#visit(code, PLAIN);
    }
  }

  findings(): Findings {
    return {
      imports: this.#imports.map(({ name, line, used, binding }) => ({
        name,
        line,
        used: used || (binding?.uses ?? 0) > 0,
      })),
      urls: this.#sites.map(({ host, path, line, use, holder }) => ({
        host,
        path,
        line,
        use: use === 'value' && holder && holder.uses > 0 && holder.uses === holder.spoken ? 'text' : use,
      })),
      models: this.#models,
      secretNames: [...this.#names.secrets],
      inputs: [...this.#names.inputs],
      outputs: [...this.#names.outputs],
      texts: this.#texts,
      dynamicUrl: this.#dynamic,
      asks: this.#asks,
    };
  }

  #visit(code: Code, place: Place): void {
    this.#require(code, place);
    if (this.#read.has(code)) {
      return;
    }
    this.#read.add(code);
    readsOf(code, this.#values, this.#names);
    setsOf(code, this.#values, this.#names);
    switch (code.is) {
      case 'name':
        this.#use(code, place);
        return;
      case 'import':
        this.#import(code);
        return;
      case 'text':
      case 'join':
        this.#string(code, place);
        break;
      case 'call':
        this.#call(code, place);
        return;
      case 'record':
        this.#record(code, place);
        return;
      case 'set':
        this.#set(code, place);
        return;
    }
    const inner = this.#inner(code, place);
    for (const part of partsOf(code)) {
      this.#visit(part, inner);
    }
  }

  #inner(code: Code, place: Place): Place {
    switch (code.is) {
      case 'join':
        return { ...place, covered: true, holder: undefined };
      case 'compare':
        return { ...PLAIN, spoken: true };
      case 'either':
      case 'list':
        return place;
      case 'member':
        return { ...PLAIN, spoken: place.spoken, holder: place.holder };
      case 'other':
        return { ...PLAIN, spoken: place.spoken };
      default:
        return PLAIN;
    }
  }

  #use(code: Kind<'name'>, place: Place): void {
    const binding = this.#values.program.bindingOf(code);
    if (binding) {
      binding.uses += 1;
      binding.spoken += place.spoken ? 1 : 0;
    }
  }

  #import(code: Kind<'import'>): void {
    const bindings = this.#values.program.importedBy(code);
    const used = code.bare || bindings.length === 0;
    for (const binding of bindings.length > 0 ? bindings : [undefined]) {
      this.#imports.push({ name: code.module, line: code.line, used, binding });
    }
  }

  /** `const x = require('m')` is used when `x` is; anywhere else requiring is using. */
  #require(code: Code, place: Place): void {
    const isSet = code.is === 'set' && code.target.is === 'name';
    const module = isSet
      ? moduleOf(code.value)
      : code.is === 'call' && !this.#read.has(code)
        ? moduleOf(code)
        : undefined;
    if (module === undefined || (code.is === 'call' && place.holder)) {
      return;
    }
    const binding = isSet ? this.#values.program.bindingOf(code.target) : undefined;
    this.#imports.push({ name: module, line: code.line, used: !binding, binding });
  }

  #set({ target, value }: Kind<'set'>, place: Place): void {
    const holder = target.is === 'name' ? this.#values.program.bindingOf(target) : undefined;
    const key =
      target.is === 'name' ? target.name : target.is === 'member' && target.key.is === 'text' ? target.key.value : '';
    this.#model(key, value);
    if (target.is === 'member') {
      this.#host(target.of, { key, value });
    }
    if (target.is !== 'name') {
      this.#visit(target, place);
    }
    this.#visit(value, { ...PLAIN, prompt: /prompt|instruction/i.test(key), holder });
  }

  #call(call: Kind<'call'>, place: Place): void {
    const { callee, args } = call;
    const own = nameOf(callee) ?? '';
    const spoken = place.spoken || isLog(callee) || (callee.is === 'member' && COMPARE.test(own));
    if (CONNECTION.test(own) && args[0]) {
      this.#hosts(args[0], '', args[0].line, 'call');
    }
    const whole = STRING_CALL.test(own) && this.#string(call, place);
    const inner = { ...PLAIN, spoken, covered: whole || (place.covered && STRING_CALL.test(own)) };
    const isKept = callee.is === 'member' && moduleOf(callee.of) !== undefined;
    this.#visit(callee, { ...inner, holder: isKept ? place.holder : undefined });
    for (const arg of args) {
      this.#visit(arg, inner);
    }
  }

  #record(record: Kind<'record'>, place: Place): void {
    for (const { key, value } of record.entries) {
      this.#model(key ?? '', value);
      this.#host(record, { key, value });
      this.#visit(value, {
        ...PLAIN,
        spoken: place.spoken,
        prompt: PROMPT_KEY.test(key ?? '') || (key === 'parts' && place.prompt),
      });
    }
  }

  #host(object: Code, { key, value }: Entry): void {
    if (key === null || !(REQUEST_KEY.test(key) || BASE_KEY.test(key))) {
      return;
    }
    const paths = this.#values.fields(object).filter((field) => /^path(?:name)?$/.test(field.key ?? ''));
    const [path = ''] = paths.flatMap((field) => this.#values.strings(field.value));
    this.#hosts(value, path, value.line, this.#called.has(value) ? 'call' : 'value');
  }

  /** A host without a scheme; a whole address is reported where it stands. */
  #hosts(code: Code, path: string, line: number, use: AddressUse): void {
    for (const option of this.#values.strings(code)) {
      const addresses = option.includes('://') ? [] : hostAddress(option, path);
      this.#sites.push(...addresses.map((address) => ({ ...address, line, use })));
    }
  }

  #model(key: string, value: Code): void {
    if (!MODEL_KEY.test(key)) {
      return;
    }
    for (const option of this.#values.strings(value)) {
      if (option !== HOLE && /^[^\s]{1,100}$/.test(option)) {
        this.#models.push({ value: option.replaceAll(HOLE, '{}'), line: value.line });
      }
    }
  }

  /** Reports what a string holds; true when it is an address, so that its parts are none. */
  #string(code: Code, place: Place): boolean {
    if (place.covered) {
      return false;
    }
    let isAddress = false;
    for (const option of this.#values.strings(code)) {
      const { addresses, sentence } = addressesIn(option);
      isAddress ||= addresses.length > 0 && !sentence;
      for (const address of addresses) {
        const use = place.spoken || sentence ? 'text' : 'value';
        this.#sites.push({
          ...address,
          line: code.line,
          use: this.#called.has(code) ? 'call' : use,
          holder: place.holder,
        });
      }
    }
    const value = this.#shown(code);
    if (place.spoken || code.is === 'call') {
      return isAddress;
    }
    this.#models.push(...modelsIn(value).map((model) => ({ value: model.replaceAll(HOLE, '{}'), line: code.line })));
    if (!isAddress && (readsLikeText(value) || (place.prompt && /\p{L}{2}/u.test(value) && !isModelName(value)))) {
      this.#texts.push({ value: value.replaceAll(HOLE, '{}').trim(), line: code.line });
    }
    return isAddress;
  }

  /** The text of a string; each part is masked by itself, as a neighbour can hide where a secret starts. */
  #shown(code: Code): string {
    return code.is === 'join'
      ? code.parts.map((part) => this.#shown(part)).join('')
      : maskSecrets(this.#values.strings(code)[0] ?? '');
  }
}

function readsLikeText(value: string): boolean {
  return value.length >= 25 && (value.match(/\p{L}{2,}/gu)?.length ?? 0) >= 4 && /\S\s+\S+\s+\S/.test(value);
}

function isLog(callee: Code): boolean {
  let at = callee;
  while (at.is === 'member') {
    at = at.of;
  }
  return LOG.test(nameOf(callee) ?? '') || (at.is === 'name' && LOG.test(at.name));
}
