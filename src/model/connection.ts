import type { Language } from './message.ts';

/** How we are let in. */
export type Auth = 'token' | 'oauth' | 'password' | 'service-account';

/** How a tenant's CRM is reached and when; the credentials themselves are only opened for a scan. */
export interface Connection {
  auth: Auth;
  /** Cron; absent: scanned when somebody asks. */
  schedule?: string;
  /** In which the schedule is meant. */
  timeZone: string;
  /** `reconnect`: the credentials were refused, or withdrawn; nothing is tried with them. */
  state: 'ok' | 'reconnect';
  reason?: string;
  changedAt: string;
  /** In which it is told where nobody's own language is known. */
  language?: Language;
}
