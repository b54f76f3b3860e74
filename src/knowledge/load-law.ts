import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { z } from 'zod';
import { KnowledgeInvalid } from '../kit/errors.ts';
import { Calendar, LawFile, type Law, type Obligation } from '../model/law.ts';

const HERE = new URL('../../knowledge/law/', import.meta.url);
/** The calendar in force since 27 July 2026. */
const CURRENT = 'cal-2026';
const FILES = ['eu-ai-act.yaml', 'neighbours.yaml'];

/** Obligations and dates, checked: an obligation whose calendar key is unknown is refused at load. */
export function loadLaw(dir: URL = HERE): Law {
  const obligations = FILES.flatMap((file) => sourced(file, read(dir, file, LawFile)));
  const calendar = read(dir, 'calendar.yaml', Calendar);
  const provisions = new Map(calendar.provisions.map((provision) => [provision.key, provision]));
  const byId = new Map(obligations.map((obligation) => [obligation.id, obligation]));
  const orphan = obligations.find(({ calendar: key }) => key !== undefined && !provisions.has(key));
  if (orphan) {
    throw new KnowledgeInvalid('knowledge/law', `${orphan.id} names the unknown calendar key ${orphan.calendar}`);
  }
  return {
    obligations,
    calendar,
    obligation: (id) => byId.get(id),
    appliesFrom: (id, version = CURRENT) => {
      const provision = provisions.get(byId.get(id)?.calendar ?? '');
      return provision?.practical[version] ?? provision?.dates[version] ?? null;
    },
    version: `${CURRENT}, checked ${calendar.checkedOn}, ${digestOf(dir)}`,
  };
}

/** Each obligation with the text it was read from; one that names no known text is refused. */
function sourced(file: string, { texts, obligations }: LawFile): Obligation[] {
  return obligations.map(({ text, readOn, ...obligation }) => {
    const source = texts[text];
    if (!source) {
      throw new KnowledgeInvalid(file, `${obligation.id} names the unknown text ${text}`);
    }
    return { ...obligation, source: source.title, textVersion: source.version, readOn: readOn ?? source.readOn };
  });
}

/** The same files, the same version: a stored verdict names the law it was made with. */
function digestOf(dir: URL): string {
  const hash = createHash('sha256');
  [...FILES, 'calendar.yaml'].forEach((file) => hash.update(readFileSync(new URL(file, dir))));
  return hash.digest('hex').slice(0, 8);
}

function read<T>(dir: URL, file: string, shape: z.ZodType<T>): T {
  const parsed = shape.safeParse(load(readFileSync(new URL(file, dir), 'utf8')));
  if (!parsed.success) {
    throw new KnowledgeInvalid(file, z.prettifyError(parsed.error));
  }
  return parsed.data;
}
