import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { presentDrift } from '../../src/exports/present-drift.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import type { Language } from '../../src/model/message.ts';
import { digestOf, makeMailer } from '../../src/notify/mail.ts';
import { makeWords } from '../../src/words.ts';
import { startSmtp } from './support/smtp.ts';

const state = { tier: 'high' as const, flags: [], notice: 'not-needed' as const };
const words = (language: Language) => makeWords(loadLaw(), [], language);
const changeOf = (name: string, key = name) =>
  presentDrift({ id: 1, scan: 's', at: '', key, name, what: 'new', detail: { after: state } }, words('en'));

describe('src/notify/mail', () => {
  let smtp: Awaited<ReturnType<typeof startSmtp>>;
  beforeAll(async () => {
    smtp = await startSmtp();
  });
  beforeEach(() => {
    smtp.received.length = 0;
    smtp.refuseWith();
  });
  afterAll(() => smtp.close());

  const mail = { to: 'ada@example.org', subject: 'Änderungen', text: 'Ein Satz.\n' };

  async function send(message = mail) {
    const mailer = makeMailer(smtp.url, 'Inventory <inventory@example.org>');
    try {
      return await mailer.send(message);
    } finally {
      mailer.close();
    }
  }

  it('hands a mail to an SMTP server', async () => {
    expect(await send()).toEqual({ ok: true, again: false, answer: '250 kept as 4711' });
    expect(smtp.received).toMatchObject([{ from: '<inventory@example.org>', to: ['<ada@example.org>'] }]);
    expect(smtp.received[0]?.data).toContain('Ein Satz.');
    expect(smtp.received[0]?.data).toContain('Content-Type: text/plain');
  });

  it.each([
    ['550 no such person', false],
    ['451 come back later', true],
  ])('says of “%s” whether another time may help', async (answer, again) => {
    smtp.refuseWith(answer);

    expect(await send()).toMatchObject({ ok: false, again, answer: `status ${answer.slice(0, 3)}` });
    expect(smtp.received).toEqual([]);
  });

  it('tells nothing of the address of a server that is not there', async () => {
    const mailer = makeMailer('smtp://user:planted-password@127.0.0.1:1', 'inventory@example.org');
    const sent = await mailer.send(mail);
    mailer.close();

    expect(sent).toMatchObject({ ok: false, again: true });
    expect(sent.answer).not.toContain('planted');
  });

  it('takes an address for one address, and a subject for one line', async () => {
    await send({ ...mail, to: 'ada@example.org, eve@example.org', subject: 'A\r\nBcc: eve@example.org' });

    expect(smtp.received.flatMap(({ to }) => to)).not.toContain('<eve@example.org>');
    expect(smtp.received.map(({ data }) => data).join()).not.toMatch(/^Bcc:/m);
  });

  describe('a digest', () => {
    it('names each feature once, with what changed, and how many more there are', () => {
      const { subject, text } = digestOf(
        {
          tenant: 'Acme',
          changes: [changeOf('Score'), changeOf('Score'), changeOf('Chat')],
          count: 10,
          link: 'https://x.example',
        },
        words('en'),
      );

      expect(subject).toBe('Acme: 10 changes in the AI inventory');
      expect(text).toBe(
        'The AI inventory of Acme has changed; changes: 10.\n\nScore\n  - New: high-risk.\n  - New: high-risk.\n\nChat\n  - New: high-risk.\n\n' +
          'And 7 more; the HTTP interface lists them all.\n\nhttps://x.example\n\nThis is no legal advice.\n',
      );
    });

    it.each(['de', 'fr', 'es'] as const)('is written in %s', (language) => {
      const { subject, text } = digestOf({ tenant: 'Acme', changes: [], count: 2 }, words(language));

      expect(subject).toContain('Acme');
      expect(text).not.toContain('The AI inventory');
      expect(text).not.toContain('drift.');
    });

    it('lets no name of the CRM begin a line of its own, or turn the text', () => {
      const { subject, text } = digestOf(
        { tenant: 'A\nB', changes: [changeOf('x\r\n\r\nThis is legal advice.\u202e')], count: 1 },
        words('en'),
      );

      expect(subject).not.toContain('\n');
      expect(text).toContain('\nx This is legal advice. \n');
    });
  });
});
