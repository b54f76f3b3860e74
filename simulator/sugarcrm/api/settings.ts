import type { Body } from '../../shared/body.ts';
import { isBody } from '../../shared/body.ts';

/** What a column of the settings holds; the rest of a longer value is lost. */
const COLUMN_BYTES = 65_535;
const BASE = 'base';

interface Row {
  platform: string;
  value: string;
}

/** The settings of one instance: a text for each category, name and platform. */
export class Settings {
  readonly #rows = new Map<string, Map<string, Row[]>>();

  /** `initial`: by category, with its prefix. */
  constructor(initial: Readonly<Record<string, Body>>) {
    for (const [category, values] of Object.entries(initial)) {
      for (const [key, value] of Object.entries(values)) this.#put(category, nameOf(category, key), BASE, value);
    }
  }

  /** Keeps what begins with the category, for the platform of the caller; anything else is dropped without a word. */
  write(category: string, platform: string, values: Body): void {
    for (const [key, value] of Object.entries(values)) {
      if (key.startsWith(`${category}_`)) this.#put(category, nameOf(category, key), platform, value);
    }
  }

  /** Each name once, with the prefix: the value of the base platform, else the one that was written last. */
  read(category: string): Body {
    const read: Body = {};
    for (const [name, rows] of this.#rows.get(category) ?? []) {
      const row = rows.find(({ platform }) => platform === BASE) ?? rows.at(-1);
      if (row !== undefined) read[`${category}_${name}`] = decoded(row.value);
    }
    return read;
  }

  /** Every category as `read` has it. */
  all(): Record<string, Body> {
    return Object.fromEntries([...this.#rows.keys()].map((category) => [category, this.read(category)]));
  }

  #put(category: string, name: string, platform: string, value: unknown): void {
    const names = this.#rows.get(category) ?? new Map<string, Row[]>();
    this.#rows.set(category, names);
    const others = (names.get(name) ?? []).filter((row) => row.platform !== platform);
    names.set(name, [...others, { platform, value: cut(encoded(value)) }]);
  }
}

/** The prefix is taken out wherever it stands. */
const nameOf = (category: string, key: string) => key.replaceAll(`${category}_`, '');

function encoded(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === false) return '';
  if (typeof value !== 'object') return value === true ? '1' : String(value);
  return JSON.stringify(asPhp(value))
    .replaceAll('/', '\\/')
    .replaceAll(/[\u0080-\uFFFF]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const cut = (text: string) => Buffer.from(text).subarray(0, COLUMN_BYTES).toString();

/** Digits alone are a number, and what looks like JSON is read as such, when it is. */
function decoded(value: string): unknown {
  if (/^\d+$/.test(value)) return Number(value);
  if (!/^[{[]/.test(value)) return value;
  try {
    return asPhp(JSON.parse(value));
  } catch {
    return value;
  }
}

/** PHP has one kind of array: an empty object comes back as a list. */
function asPhp(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asPhp);
  if (!isBody(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, asPhp(inner)]);
  return entries.length === 0 ? [] : Object.fromEntries(entries);
}
