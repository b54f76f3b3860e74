import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { KnowledgeInvalid } from '../kit/errors.ts';
import { Calendar, Obligation, type Law } from '../model/law.ts';

const HERE = new URL('../../knowledge/law/', import.meta.url);
/** The calendar in force since 27 July 2026. */
const CURRENT = 'cal-2026';

/** Obligations and dates, checked: an obligation whose calendar key is unknown is refused at load. */
export function loadLaw(dir: URL = HERE): Law {
  const obligations = read(dir, 'eu-ai-act.yaml', z.array(Obligation));
  const calendar = read(dir, 'calendar.yaml', Calendar);
  const provisions = new Map(calendar.provisions.map((provision) => [provision.key, provision]));
  const byId = new Map(obligations.map((obligation) => [obligation.id, obligation]));
  const orphan = obligations.find(({ calendar: key }) => key !== undefined && !provisions.has(key));
  if (orphan) {
    throw new KnowledgeInvalid('eu-ai-act.yaml', `${orphan.id} names the unknown calendar key ${orphan.calendar}`);
  }
  return {
    obligations,
    calendar,
    obligation: (id) => byId.get(id),
    appliesFrom: (id, version = CURRENT) => {
      const provision = provisions.get(byId.get(id)?.calendar ?? '');
      return provision?.practical[version] ?? provision?.dates[version] ?? null;
    },
    version: `${CURRENT}, checked ${calendar.checkedOn}`,
  };
}

function read<T>(dir: URL, file: string, shape: z.ZodType<T>): T {
  const parsed = shape.safeParse(parse(readFileSync(new URL(file, dir), 'utf8')));
  if (!parsed.success) {
    throw new KnowledgeInvalid(file, z.prettifyError(parsed.error));
  }
  return parsed.data;
}
