import type { Code, Entry, Kind } from './code-tree.ts';
import { keep, pathOf, type Program } from './program.ts';
import { callStrings, HOLE, type Strings } from './string-functions.ts';

const MAX_OPTIONS = 8;
const MAX_LENGTH = 2000;
const MAX_FIELDS = 500;
/** Names that stand for names: longer ways are not followed, as the stack is finite. */
const MAX_WAY = 200;

/** What expressions can be, by following names, fields and arguments; each is worked out once. */
export class Values implements Strings {
  readonly program: Program;
  readonly #entries = new Map<Code, Map<string, Code[]>>();
  readonly #strings = new Map<Code, string[]>();
  readonly #origins = new Map<Code, Code[]>();
  #way = 0;

  constructor(program: Program) {
    this.program = program;
  }

  /** The strings an expression can be, at most 8; `HOLE` for what is unknown. Never empty. */
  strings(code: Code): readonly string[] {
    const known = this.#strings.get(code);
    if (known) {
      return known;
    }
    // A value that leads back to itself is unknown there.
    this.#strings.set(code, [HOLE]);
    this.#way += 1;
    const all = this.#way > MAX_WAY ? [HOLE] : this.#stringsOf(code);
    this.#way -= 1;
    const found = all.map((value) => value.slice(0, MAX_LENGTH));
    const distinct = [...new Set(found)].slice(0, MAX_OPTIONS);
    this.#strings.set(code, distinct);
    return distinct;
  }

  /** The one string it is, if that is certain. */
  constant(code: Code): string | undefined {
    const [only, ...more] = this.strings(code);
    return more.length === 0 && only !== undefined && !only.includes(HOLE) ? only : undefined;
  }

  /** The expressions a value comes from, past names and fields; empty when the code does not show them. */
  origins(code: Code): readonly Code[] {
    const known = this.#origins.get(code);
    if (known) {
      return known;
    }
    this.#origins.set(code, []);
    this.#way += 1;
    const all = this.#way > MAX_WAY ? [] : this.#originsOf(code);
    this.#way -= 1;
    const found = [...new Set(all)].slice(0, 2 * MAX_OPTIONS);
    this.#origins.set(code, found);
    return found;
  }

  /** The values under a key of a record, a spread record included. */
  entry(record: Kind<'record'>, key: string): readonly Code[] {
    return this.#index(record).get(key) ?? [];
  }

  /** All fields an object is shown to have: in its records, spread into them, or assigned later. */
  fields(code: Code): Entry[] {
    const indexes = this.origins(code).map((origin) => (origin.is === 'record' ? this.#index(origin) : new Map()));
    const path = pathOf(code);
    const later = path === undefined ? [] : this.program.keysOf(path);
    return [
      ...indexes.flatMap((index: Map<string, Code[]>) =>
        [...index].flatMap(([key, values]) => values.map((value) => ({ key, value }))),
      ),
      ...later.flatMap((key) => this.program.assigned(path ?? '', key).map((value) => ({ key, value }))),
    ];
  }

  #index(record: Kind<'record'>): Map<string, Code[]> {
    const known = this.#entries.get(record);
    if (known) {
      return known;
    }
    const index = new Map<string, Code[]>();
    this.#entries.set(record, index);
    for (const { key, value } of record.entries) {
      if (key !== null) {
        keep(index, key, value);
        continue;
      }
      this.#way += 1;
      const spread = this.#way > MAX_WAY ? [] : this.origins(value).filter((origin) => origin.is === 'record');
      const fields = spread.flatMap((origin) =>
        [...this.#index(origin)].slice(0, Math.max(0, MAX_FIELDS - index.size)),
      );
      fields.forEach(([own, values]) => values.forEach((inner) => keep(index, own, inner)));
      this.#way -= 1;
    }
    return index;
  }

  #originsOf(code: Code): Code[] {
    switch (code.is) {
      case 'name':
        return (this.program.bindingOf(code)?.values ?? []).flatMap((value) => this.origins(value));
      case 'member':
        return this.#memberOrigins(code);
      case 'either':
        return code.options.flatMap((option) => this.origins(option));
      case 'call': {
        const returned = this.program.calledBy(code).flatMap((fn) => this.program.returnsOf(fn));
        return [code, ...returned.flatMap((value) => this.origins(value))];
      }
      default:
        return [code];
    }
  }

  #items(origin: Code): readonly Code[] {
    return (
      origin.is === 'list' ? origin.items : origin.is === 'record' ? origin.entries.map(({ value }) => value) : []
    ).slice(0, 2 * MAX_OPTIONS);
  }

  #memberOrigins(code: Kind<'member'>): Code[] {
    const key = this.constant(code.key);
    if (key === undefined) {
      return this.origins(code.of).flatMap((origin) => this.#items(origin).flatMap((item) => this.origins(item)));
    }
    const path = pathOf(code.of);
    const assigned = path === undefined ? [] : this.program.assigned(path, key);
    const held = this.origins(code.of).flatMap((origin) => (origin.is === 'record' ? this.entry(origin, key) : []));
    return [...held, ...assigned].flatMap((value) => this.origins(value));
  }

  #stringsOf(code: Code): readonly string[] {
    switch (code.is) {
      case 'text':
        return [code.value.replaceAll(HOLE, '')];
      case 'join':
        return this.joined(code.parts, '');
      case 'either':
        return code.options.flatMap((option) => this.strings(option));
      case 'call':
        return callStrings(code, this) ?? this.#returned(code);
      case 'name':
      case 'member': {
        const origins = this.origins(code);
        const passed =
          code.is === 'member' && code.key.is === 'text' && code.key.value === 'href' ? this.strings(code.of) : [HOLE];
        return origins.length > 0 ? origins.flatMap((origin) => this.strings(origin)) : passed;
      }
      default:
        return [HOLE];
    }
  }

  #returned(code: Kind<'call'>): readonly string[] {
    const returned = this.program.calledBy(code).flatMap((fn) => this.program.returnsOf(fn));
    return returned.length > 0 ? returned.flatMap((value) => this.strings(value)) : [HOLE];
  }

  /** Strings put one after another: every combination, at most 8. */
  joined(parts: readonly Code[], between: string): string[] {
    let found = [''];
    for (const [index, part] of parts.entries()) {
      const next = this.strings(part);
      found = found
        .flatMap((start) => next.map((end) => start + (index > 0 ? between : '') + end))
        .slice(0, MAX_OPTIONS);
      if (found.every((start) => start.length >= MAX_LENGTH)) {
        break;
      }
    }
    return found;
  }
}
