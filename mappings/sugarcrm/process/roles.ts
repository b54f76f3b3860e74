import type { Deed } from '#src/normalise/references.ts';
import { isObject, textAt, textsAt, valueAt } from '#src/normalise/values.ts';
import type { Element } from './elements.ts';

export type Role = Pick<Deed, 'role' | 'audience'>;

const SCRIPTS = new Map<string, Role>(
  Object.entries({
    ASSIGN_USER: { role: 'assign', audience: 'employee' },
    ASSIGN_TEAM: { role: 'assign', audience: 'employee' },
    ADD_RELATED_RECORD: { role: 'create-record', audience: 'employee' },
    BUSINESS_RULE: { role: 'branch', audience: 'none' },
    CHANGE_FIELD: { role: 'set-property', audience: 'employee' },
  }),
);

/** What an element does with the record or a person; what it sets is judged value by value. */
export function roleOf({ raw, type }: Element): Role {
  if (type === 'gateway') {
    return { role: 'branch', audience: 'none' };
  }
  if (type === 'event') {
    return eventRole(raw);
  }
  if (isObject(valueAt(raw, 'request'))) {
    return { role: 'webhook', audience: 'none' };
  }
  if (valueAt(raw, 'unknownScript') === true) {
    return { role: 'unknown', audience: 'none' };
  }
  if (textAt(raw, 'taskType') === 'USERTASK') {
    return { role: 'create-task', audience: 'employee' };
  }
  return SCRIPTS.get(textAt(raw, 'scriptType') ?? '') ?? { role: 'other', audience: 'none' };
}

/** A message that is thrown is an e-mail: to the person of the record, or to colleagues. */
function eventRole(raw: Element['raw']): Role {
  if (textAt(raw, 'marker') === 'MESSAGE' && textAt(raw, 'behavior') === 'THROW') {
    const roles = textsAt(raw, 'recipients.roles');
    return roles.length === 0 || roles.includes('record-address')
      ? { role: 'send-email', audience: 'customer' }
      : { role: 'internal-email', audience: 'employee' };
  }
  return { role: textAt(raw, 'marker') === 'TIMER' ? 'delay' : 'other', audience: 'none' };
}
