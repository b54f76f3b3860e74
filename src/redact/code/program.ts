import { partsOf, type Code, type Kind } from './code-tree.ts';

/** A name in its scope, with all that is ever put under it: the order of statements is not followed. */
export interface Binding {
  values: Code[];
  /** Times it is read; `spoken`: of these in a log, an error or a comparison. Counted by who walks the tree. */
  uses: number;
  spoken: number;
}

type Fn = Kind<'function'>;

/** More values under one name tell nothing more, and would make the work grow faster than the source. */
const MAX_VALUES = 32;

/** Adds to the values under a key, as long as there are few. */
export function keep<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key) ?? [];
  map.set(key, list);
  put(list, value);
}

function put<V>(list: V[], value: V): void {
  if (list.length < MAX_VALUES) {
    list.push(value);
  }
}

/** Scopes of functions: blocks share theirs, which joins more than the language does and loses nothing. */
class Scope {
  readonly names = new Map<string, Binding>();
  readonly parent: Scope | undefined;

  constructor(parent?: Scope) {
    this.parent = parent;
  }

  declare(own: string): Binding {
    const known = this.names.get(own);
    const binding = known ?? { values: [], uses: 0, spoken: 0 };
    this.names.set(own, binding);
    return binding;
  }

  find(own: string): Binding | undefined {
    return this.names.get(own) ?? this.parent?.find(own);
  }
}

/** A code tree with its names resolved. */
export class Program {
  readonly #bindings = new Map<Code, Binding>();
  readonly #members = new Map<string, Map<string, Code[]>>();
  readonly #methods = new Map<string, Fn[]>();
  readonly #params = new Map<Fn, { own: string; binding: Binding }[]>();
  readonly #returns = new Map<Fn, Code[]>();
  readonly #imports = new Map<Code, Binding[]>();
  readonly #names: [Kind<'name'>, Scope][] = [];
  readonly #sets: [Kind<'set'>, Scope][] = [];
  readonly #calls: Kind<'call'>[] = [];
  readonly #read = new Set<Code>();

  constructor(body: readonly Code[]) {
    const root = new Scope();
    for (const code of body) {
      this.#declare(code, root, undefined);
    }
    for (const [set, scope] of this.#sets) {
      const own = (set.target as Kind<'name'>).name;
      put((scope.find(own) ?? root.declare(own)).values, set.value);
    }
    for (const [node, scope] of this.#names) {
      const binding = scope.find(node.name);
      if (binding) {
        this.#bindings.set(node, binding);
      }
    }
    for (const call of this.#calls) {
      this.#link(call);
    }
  }

  bindingOf(code: Code): Binding | undefined {
    return this.#bindings.get(code);
  }

  /** The names that an import binds. */
  importedBy(code: Kind<'import'>): readonly Binding[] {
    return this.#imports.get(code) ?? [];
  }

  /** What is assigned to `path.key` (`this.url`, `options.hostname`) anywhere. */
  assigned(path: string, key: string): readonly Code[] {
    return this.#members.get(path)?.get(key) ?? [];
  }

  keysOf(path: string): readonly string[] {
    return [...(this.#members.get(path)?.keys() ?? [])];
  }

  returnsOf(fn: Fn): readonly Code[] {
    return this.#returns.get(fn) ?? [];
  }

  /** Functions of this source that a call may reach. */
  calledBy({ callee }: Kind<'call'>): readonly Fn[] {
    if (callee.is === 'member') {
      return callee.key.is === 'text' ? (this.#methods.get(callee.key.value) ?? []) : [];
    }
    return this.#bindings.get(callee)?.values.filter((value) => value.is === 'function') ?? [];
  }

  #declare(code: Code, scope: Scope, within: Fn | undefined): void {
    if (this.#read.has(code)) {
      return;
    }
    this.#read.add(code);
    let inner = scope;
    let fn = within;
    switch (code.is) {
      case 'name':
        this.#names.push([code, scope]);
        break;
      case 'import':
        for (const own of code.names) {
          keep(this.#imports, code, scope.declare(own));
        }
        break;
      case 'set':
        this.#set(code, scope);
        break;
      case 'call':
        this.#calls.push(code);
        break;
      case 'return':
        if (within) {
          keep(this.#returns, within, code.value);
        }
        break;
      case 'function':
        inner = new Scope(scope);
        fn = code;
        this.#function(code, scope, inner);
        break;
    }
    for (const part of code.is === 'function' ? code.body : partsOf(code)) {
      this.#declare(part, inner, fn);
    }
  }

  #set(code: Kind<'set'>, scope: Scope): void {
    const { target } = code;
    if (target.is === 'name') {
      if (code.declares) {
        scope.declare(target.name);
      }
      this.#bindings.set(target, scope.find(target.name) ?? scope.declare(target.name));
      this.#sets.push([code, scope]);
    } else if (target.is === 'member' && target.key.is === 'text') {
      const path = pathOf(target.of);
      const keys = this.#members.get(path ?? '') ?? new Map<string, Code[]>();
      if (path !== undefined) {
        this.#members.set(path, keys);
        keep(keys, target.key.value, code.value);
      }
    }
  }

  #function(fn: Fn, outer: Scope, inner: Scope): void {
    if (fn.name !== null) {
      put(outer.declare(fn.name).values, fn);
      keep(this.#methods, fn.name, fn);
    }
    const params = fn.params.map((param) => {
      const target = param.is === 'set' ? param.target : param;
      const own = target.is === 'name' ? target.name : '';
      const binding = inner.declare(own);
      this.#bindings.set(target, binding);
      if (param.is === 'set') {
        put(binding.values, param.value);
        this.#declare(param.value, inner, fn);
      }
      return { own, binding };
    });
    this.#params.set(fn, params);
  }

  /** What is given to a function of this source is what its parameters hold. */
  #link(call: Kind<'call'>): void {
    for (const fn of this.calledBy(call).slice(0, 8)) {
      const params = (this.#params.get(fn) ?? []).filter(({ own }) => own !== 'self' && own !== 'cls');
      for (const [index, arg] of call.args.entries()) {
        give(params[index]?.binding, arg);
        for (const { key, value } of arg.is === 'record' ? arg.entries : []) {
          give(params.find(({ own }) => own === key)?.binding, value);
        }
      }
    }
  }
}

function give(binding: Binding | undefined, value: Code): void {
  if (binding) {
    put(binding.values, value);
  }
}

/** `a.b.c` as it is written; undefined where a part is computed. */
export function pathOf(code: Code): string | undefined {
  const keys: string[] = [];
  let at = code;
  while (at.is === 'member' && at.key.is === 'text') {
    keys.unshift(at.key.value);
    at = at.of;
  }
  if (at.is !== 'name') {
    return undefined;
  }
  return [at.name === 'self' || at.name === 'cls' ? 'this' : at.name, ...keys].join('.');
}
