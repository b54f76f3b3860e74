import { createTransport } from 'nodemailer';
import type { PresentedDrift } from '../exports/present-drift.ts';
import type { Words } from '../exports/words.ts';
import type { Sent } from './webhook.ts';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

export interface Mailer {
  send(mail: Mail): Promise<Sent>;
  close(): void;
}

/** Says 5xx: the address, or we, are refused for good. */
const REFUSED = 500;

/** To any SMTP server; files and addresses in a message are never opened. */
export function makeMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
  return {
    async send({ to, subject, text }) {
      try {
        const { response } = await transport.sendMail({ from, to: { name: '', address: to }, subject, text });
        return { ok: true, again: false, answer: response };
      } catch (error) {
        const { responseCode, code } = error as { responseCode?: number; code?: string };
        // What else the error says can hold the password.
        const answer =
          responseCode === undefined ? `no answer (${code ?? 'unknown reason'})` : `status ${responseCode}`;
        return { ok: false, again: responseCode === undefined || responseCode < REFUSED, answer };
      }
    },
    close: () => transport.close(),
  };
}

/** What changed, as text: names come from the CRM, and no mail program reads anything into text. */
export function digestOf(
  {
    tenant,
    changes,
    count,
    link,
  }: { tenant: string; changes: readonly PresentedDrift[]; count: number; link?: string },
  words: Words,
): Pick<Mail, 'subject' | 'text'> {
  const say = (id: string, params: Record<string, string | number> = {}) => words.text({ id: `drift.${id}`, params });
  const blocks = Map.groupBy(changes, (change) => change.key).values();
  const lines = [...blocks].map((block) =>
    [oneLine(block[0]?.name ?? ''), ...block.flatMap(({ text }) => text.map((line) => `  - ${oneLine(line)}`))].join(
      '\n',
    ),
  );
  const parts = [
    say('intro', { tenant: oneLine(tenant), count }),
    ...lines,
    ...(count > changes.length ? [say('more', { count: count - changes.length })] : []),
    ...(link === undefined ? [] : [link]),
    say('advice'),
  ];
  return { subject: say('subject', { tenant: oneLine(tenant), count }), text: `${parts.join('\n\n')}\n` };
}

/** Without what would begin a new line, or turn the reading direction. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').slice(0, 300);
}
