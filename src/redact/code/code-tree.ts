/**
 * What matters of a program, whatever its language: values, where they go, what is called. A parser or, where there is
 * none, a tolerant reader of tokens makes it; everything else reads it.
 */
export type Code =
  | { is: 'text'; value: string; line: number }
  /** Strings put together: `+`, templates, f-strings. */
  | { is: 'join'; parts: Code[]; line: number }
  | { is: 'name'; name: string; line: number }
  /** `a.b` and `a['b']`: the key is a text where it is constant. */
  | { is: 'member'; of: Code; key: Code; line: number }
  | { is: 'call'; callee: Code; args: Code[]; line: number }
  /** Object, dict or named arguments; a spread has no key. */
  | { is: 'record'; entries: Entry[]; line: number }
  | { is: 'list'; items: Code[]; line: number }
  /** One of several values: `a || b`, `c ? a : b`, with the condition. */
  | { is: 'either'; options: Code[]; when?: Code; line: number }
  | { is: 'set'; target: Code; value: Code; declares: boolean; line: number }
  /** A parameter is a name, or a set of a name to its default. */
  | { is: 'function'; name: string | null; params: Code[]; body: Code[]; line: number }
  | { is: 'return'; value: Code; line: number }
  /** Names bound to a module; `bare`: imported for its effect, or under names we cannot see. */
  | { is: 'import'; module: string; names: string[]; bare: boolean; line: number }
  /** Compared, thrown away or nothing we follow: only its parts are read. */
  | { is: 'compare'; parts: Code[]; line: number }
  | { is: 'other'; parts: Code[]; line: number };

export interface Entry {
  key: string | null;
  value: Code;
}

export type Kind<K extends Code['is']> = Extract<Code, { is: K }>;

export const text = (value: string, line: number): Code => ({ is: 'text', value, line });
export const name = (value: string, line: number): Code => ({ is: 'name', name: value, line });
export const other = (parts: Code[], line: number): Code => ({ is: 'other', parts, line });

export function member(of: Code, key: string, line: number): Code {
  return { is: 'member', of, key: text(key, line), line };
}

/** A function; parameters that are patterns are taken apart at the start of its body. */
export function fn(own: string | null, params: readonly Code[], body: readonly Code[], line: number): Kind<'function'> {
  const bound: Code[] = [];
  const named = params.map(only).map((param, index) => {
    if (param.is === 'name' || (param.is === 'set' && param.target.is === 'name')) {
      return param;
    }
    const whole = name(`argument ${index}`, param.line);
    bound.push(...bind(param, whole, true));
    return whole;
  });
  return { is: 'function', name: own, params: named, body: [...bound, ...body], line };
}

/** Parts that hold values, in the order of the source; constant keys are names, no values. */
export function partsOf(code: Code): readonly Code[] {
  switch (code.is) {
    case 'text':
    case 'name':
    case 'import':
      return [];
    case 'join':
    case 'compare':
    case 'other':
      return code.parts;
    case 'member':
      return code.key.is === 'text' ? [code.of] : [code.of, code.key];
    case 'call':
      return [code.callee, ...code.args];
    case 'record':
      return code.entries.map((entry) => entry.value);
    case 'list':
      return code.items;
    case 'either':
      return code.when ? [code.when, ...code.options] : code.options;
    case 'set':
      return code.target.is === 'name' ? [code.value] : [code.target, code.value];
    case 'function':
      return [...code.params, ...code.body];
    case 'return':
      return [code.value];
  }
}

/** `{ a, b: { c = d } } = value` as single bindings; what a pattern cannot name is read for its parts. */
export function bind(target: Code, value: Code, declares: boolean): Code[] {
  const { line } = target;
  switch (target.is) {
    case 'name':
    case 'member':
      return [{ is: 'set', target, value, declares, line }];
    case 'set':
      return bind(target.target, { is: 'either', options: [value, target.value], line }, declares);
    case 'record': {
      const bound = target.entries.flatMap((entry) => bindEntry(entry, value, declares));
      return bound.length > 0 ? bound : [value];
    }
    case 'list':
    case 'other': {
      const items = target.is === 'list' ? target.items : target.parts;
      return [...items.flatMap((item) => bind(item, itemOf(value, line), declares)), ...(items.length ? [] : [value])];
    }
    default:
      return [target, value];
  }
}

function bindEntry({ key, value: target }: Entry, value: Code, declares: boolean): Code[] {
  const inner = only(target);
  const named = key ?? (inner.is === 'set' && inner.target.is === 'name' ? inner.target.name : null);
  return bind(inner, named === null ? value : member(value, named, inner.line), declares);
}

/** What stands alone in a statement or in parentheses. */
export function only(code: Code): Code {
  return code.is === 'other' && code.parts.length === 1 ? code.parts[0]! : code;
}

/** Attributes in a class body (`url = '…'`) are read as `this.url` by its methods. */
export function ownAttributes(body: readonly Code[]): Code[] {
  const sets = body.flatMap((code) => (code.is === 'other' ? code.parts : [code])).filter((code) => code.is === 'set');
  return sets.flatMap(({ target, value, line }) =>
    target.is === 'name' ? bind(member(name('this', line), target.name, line), value, false) : [],
  );
}

/** One of the items of a list or object, as loops, patterns and computed keys give it. */
export function itemOf(list: Code, line: number): Code {
  return { is: 'member', of: list, key: other([], line), line };
}
