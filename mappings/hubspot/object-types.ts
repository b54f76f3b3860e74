import type { FactValue, SubjectRole } from '../../src/model/facts.ts';

interface ObjectType {
  /** The name the CRM API uses in its paths. */
  path: string;
  subjectKind?: FactValue<'subjectKind'>;
  subjectRoles?: SubjectRole[];
}

/** HubSpot's standard object types that flows and lists name by id; custom ones are `2-…`. */
const STANDARD: Record<string, ObjectType> = {
  '0-1': { path: 'contacts', subjectKind: 'natural-person' },
  '0-2': { path: 'companies', subjectKind: 'company' },
  // A deal can be a loan or a lease of a person: what it is about is not in its type.
  '0-3': { path: 'deals' },
  '0-5': { path: 'tickets', subjectKind: 'natural-person', subjectRoles: ['customer'] },
  '0-11': { path: 'conversations', subjectKind: 'natural-person', subjectRoles: ['customer'] },
  '0-19': { path: 'feedback_submissions', subjectKind: 'natural-person', subjectRoles: ['customer'] },
  '0-27': { path: 'tasks', subjectKind: 'none' },
  '0-47': { path: 'meetings' },
  '0-48': { path: 'calls' },
  '0-49': { path: 'emails' },
  '0-115': { path: 'users', subjectKind: 'natural-person', subjectRoles: ['worker'] },
  '0-136': { path: 'leads', subjectKind: 'natural-person', subjectRoles: ['prospect'] },
};

const BY_PATH = new Map(Object.values(STANDARD).map((type) => [type.path, type]));

/** `0-1` and `contacts` alike become `contacts`; a custom object keeps its type id. */
export function objectPath(id: string | undefined): string | undefined {
  return id === undefined ? undefined : (STANDARD[id]?.path ?? id);
}

export function standardObject(path: string): ObjectType | undefined {
  return BY_PATH.get(path);
}
