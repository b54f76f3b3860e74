import type { Code } from './code-tree.ts';
import { pathOf } from './program.ts';
import { nameOf } from './string-functions.ts';
import type { Values } from './values.ts';

interface Names {
  secrets: Set<string>;
  inputs: Set<string>;
  outputs: Set<string>;
}

/** Methods of objects and dicts, which are no properties of the CRM. */
const METHOD = /^(?:get|keys|items|values|entries|hasOwnProperty|copy|update|pop|map|forEach|has|toString)$/;
const NAME = /^[\w.-]{1,100}$/;

/** Adds the input or the environment variable that an expression reads. */
export function readsOf(code: Code, values: Values, names: Names): void {
  const read = readOf(code, values);
  if (!read || !NAME.test(read.key)) {
    return;
  }
  if (isFrom(read.of, 'inputFields', values) && !METHOD.test(read.key)) {
    names.inputs.add(read.key);
  } else if (isFrom(read.of, 'env', values) && !METHOD.test(read.key)) {
    names.secrets.add(read.key);
  }
}

/** `of.key`, `of['key']`, `of.get('key')`, `os.getenv('key')`. */
function readOf(code: Code, values: Values): { of: Code; key: string } | undefined {
  if (code.is === 'member') {
    const key = values.constant(code.key);
    return key === undefined ? undefined : { of: code.of, key };
  }
  const own = code.is === 'call' ? nameOf(code.callee) : undefined;
  const first = code.is === 'call' ? code.args[0] : undefined;
  const key = first && values.constant(first);
  if (code.is !== 'call' || key === undefined) {
    return undefined;
  }
  if (own === 'getenv') {
    return { of: { is: 'name', name: 'environ', line: code.line }, key };
  }
  return own === 'get' && code.callee.is === 'member' ? { of: code.callee.of, key } : undefined;
}

type Source = 'inputFields' | 'env';

/** Found once for each expression; while it is looked for, no. */
const found: Readonly<Record<Source, WeakMap<Code, boolean>>> = { inputFields: new WeakMap(), env: new WeakMap() };

/** Is it the event's inputs, or the environment, under whatever name? */
function isFrom(code: Code, what: Source, values: Values, depth = 0): boolean {
  const known = found[what].get(code);
  if (known !== undefined || depth > 100) {
    return known ?? false;
  }
  found[what].set(code, false);
  const held = code.is === 'either' ? code.options : (values.program.bindingOf(code)?.values ?? []);
  const result = isNamed(code, what, values) || held.some((value) => isFrom(value, what, values, depth + 1));
  found[what].set(code, result);
  return result;
}

function isNamed(code: Code, what: Source, values: Values): boolean {
  const path = pathOf(code) ?? '';
  return what === 'env'
    ? /^(?:process\.env|(?:os\.)?environ)$/.test(path)
    : path === 'inputFields' || readOf(code, values)?.key === 'inputFields';
}

/** Adds the outputs that an expression sets: `{ outputFields: { a } }`, `outputFields.a = …`. */
export function setsOf(code: Code, values: Values, names: Names): void {
  if (code.is === 'set' && code.target.is === 'member') {
    const { of, key } = code.target;
    const own = values.constant(key);
    if (own !== undefined && NAME.test(own) && /(?:^|\.)outputFields$/.test(pathOf(of) ?? '')) {
      names.outputs.add(own);
    }
  }
  for (const value of code.is === 'record' ? values.entry(code, 'outputFields') : []) {
    const records = values.origins(value).filter((origin) => origin.is === 'record');
    const keys = records.flatMap((record) => record.entries.map((entry) => entry.key ?? ''));
    const later = values.program.keysOf(pathOf(value) ?? '');
    for (const own of [...keys, ...later].filter((key) => NAME.test(key))) {
      names.outputs.add(own);
    }
  }
}
