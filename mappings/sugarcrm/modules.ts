import { known, unknown } from '../../src/model/fact.ts';
import type { FactValue, SubjectRole } from '../../src/model/facts.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Context } from '../../src/normalise/context.ts';
import type { FactFunction } from '../../src/normalise/mapping.ts';
import { textAt } from '../../src/normalise/values.ts';

interface Module {
  subjectKind?: FactValue<'subjectKind'>;
  subjectRoles?: SubjectRole[];
}

/** Whom the records of Sugar's own modules stand for; a custom module is read from its label. */
const STANDARD: Record<string, Module> = {
  Leads: { subjectKind: 'natural-person', subjectRoles: ['prospect'] },
  Prospects: { subjectKind: 'natural-person', subjectRoles: ['prospect'] },
  Contacts: { subjectKind: 'natural-person' },
  Cases: { subjectKind: 'natural-person', subjectRoles: ['customer'] },
  Messages: { subjectKind: 'natural-person', subjectRoles: ['customer'] },
  Calls: {},
  Meetings: {},
  Emails: {},
  Users: { subjectKind: 'natural-person', subjectRoles: ['worker'] },
  Employees: { subjectKind: 'natural-person', subjectRoles: ['worker'] },
  Accounts: { subjectKind: 'company' },
  Opportunities: { subjectKind: 'none' },
  RevenueLineItems: { subjectKind: 'none' },
  Quotes: { subjectKind: 'none' },
  Products: { subjectKind: 'none' },
  Tasks: { subjectKind: 'none' },
};
const BY_LOWER_CASE = new Map(Object.keys(STANDARD).map((name) => [name.toLowerCase(), name]));

export const standardModule = (name: string): Module | undefined =>
  Object.hasOwn(STANDARD, name) ? STANDARD[name] : undefined;

/** Conditions and formulas name a related module by its link, most often the module in small letters (`accounts`). */
export function moduleNamed(name: string, { objects }: Pick<Context, 'objects'>): string {
  if (objects.has(name) || standardModule(name)) {
    return name;
  }
  const lower = name.toLowerCase();
  return BY_LOWER_CASE.get(lower) ?? [...objects.keys()].find((key) => key.toLowerCase() === lower) ?? name;
}

/** What the account calls its records. A custom module's key says it too, without the maker's prefix (`abc_Candidates`). */
export function moduleTexts(payload: JsonObject, key: string): string[] {
  const labels = ['label', 'labelSingular'].flatMap((at) => textAt(payload, at) ?? []);
  const own = payload['custom'] === true ? [key.replace(/^[a-z0-9]{2,5}_/i, '').replaceAll('_', ' ')] : [];
  return [...new Set([...labels, ...own])];
}

export const subjectKind: FactFunction<FactValue<'subjectKind'>> = ({ asset }) => {
  const kind = standardModule(textAt(asset.payload, 'module') ?? '')?.subjectKind;
  return kind === undefined ? unknown('not-returned') : known(kind, 'observed', 'module');
};

export const subjectRoles: FactFunction<FactValue<'subjectRoles'>> = ({ asset }) => {
  const roles = standardModule(textAt(asset.payload, 'module') ?? '')?.subjectRoles;
  // `catalogue`: a lead is a prospect as a rule; words of this account may say otherwise.
  return roles === undefined ? unknown('not-returned') : known(roles, 'catalogue', 'module');
};
