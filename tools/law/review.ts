import type { Calendar, Law, Obligation } from '../../src/model/law.ts';

/** Something a person should look at again, with the reason. */
export interface Look {
  what: string;
  why: string;
}

const DAY = 86_400_000;
/** A quarter: guidelines and national acts move that fast; texts of the Act hardly do. */
const STALE_DAYS = 90;
const SOON_DAYS = 180;

/** What needs another look on a given day: unsettled readings, dates that come near, reading that has aged. */
export function reviewOf(law: Law, today: string): Look[] {
  return [
    ...law.obligations.flatMap((obligation) => unsettled(obligation)),
    ...law.obligations.flatMap(({ id, readOn }) => aged(id, readOn, today)),
    ...law.calendar.provisions.flatMap((provision) => near(provision, law.calendar, today)),
    ...law.calendar.watch.map(({ what, state, readOn }) => ({ what, why: `${state} (read on ${readOn})` })),
  ];
}

function unsettled({ id, article, status, open }: Obligation): Look[] {
  return [
    ...(status === 'final' ? [] : [{ what: `${id} (${article})`, why: `status ${status}` }]),
    ...(open ? [{ what: `${id} (${article})`, why: `open: ${open.question}` }] : []),
  ];
}

function aged(what: string, readOn: string, today: string): Look[] {
  const days = daysBetween(readOn, today);
  return days > STALE_DAYS ? [{ what, why: `read ${days} days ago, on ${readOn}` }] : [];
}

function near({ key, dates, practical }: Calendar['provisions'][number], calendar: Calendar, today: string): Look[] {
  const current = calendar.versions.find(({ validTo }) => validTo === null)?.id ?? '';
  const date = practical[current] ?? dates[current];
  const days = date ? daysBetween(today, date) : 0;
  return days > 0 && days <= SOON_DAYS ? [{ what: key, why: `applies in ${days} days, on ${date}` }] : [];
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** Quotes that do not stand letter by letter in the text that somebody has downloaded. */
export function misquoted(law: Law, text: string): Look[] {
  return law.obligations.flatMap(({ id, article, quote }) =>
    quote === undefined || text.includes(quote)
      ? []
      : [{ what: `${id} (${article})`, why: `not in the text: “${quote}”` }],
  );
}
