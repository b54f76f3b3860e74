import { z } from 'zod';
import type { JsonObject } from '../../src/model/json.ts';
import type { Stream } from '../../src/pull/connector.ts';
import { pagesLeft } from '../../src/pull/left.ts';
import { redactText } from '../../src/redact/redact-text.ts';
import type { HubSpotClient } from './client.ts';
import { compact } from '../../src/pull/compact.ts';
import { contentOf } from './email-content.ts';
import { endpoints } from './endpoints.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { Id, optionalText } from '../../src/pull/text.ts';

const scopes = ['content', 'marketing-email'];
const PAGE = 100;

const Email = z.looseObject({
  id: Id,
  name: optionalText(500),
  subject: optionalText(500),
  state: optionalText(60),
  type: optionalText(60),
  subcategory: optionalText(60),
  language: optionalText(20),
  isPublished: z.boolean().optional().catch(undefined),
  archived: z.boolean().optional().catch(undefined),
});

/** Marketing e-mails: their state, the properties they show, and what they say about AI. Their body is dropped at once. */
export const emails: Stream<HubSpotClient> = {
  name: 'emails',
  kinds: ['email'],
  scopes,
  async *pull({ client, kept, cursor, expected }) {
    const after = typeof cursor === 'string' ? { after: cursor } : {};
    let seen = 0;
    for await (const page of client.pages(endpoints.emails, Email, { scopes, limit: PAGE, ...after })) {
      const assets = page.items.map((item) => assetOf('email', item.id, payloadOf(item)));
      seen += page.items.length;
      // The vendor's total counts also what was read before an interruption.
      const coming = cursor === undefined ? (page.total ?? expected) : expected;
      const left = pagesLeft({ goesOn: page.after !== undefined, expected: coming, seen, size: PAGE });
      yield {
        ...(await sift(kept, 'email', assets)),
        quarantined: page.quarantined,
        ...(page.after !== undefined && { cursor: page.after }),
        ...(page.total !== undefined && { total: page.total }),
        ...(left !== undefined && { left }),
      };
    }
  },
};

function payloadOf(email: z.infer<typeof Email>): JsonObject {
  const { id, name, subject, state, type, subcategory, language, isPublished, archived } = email;
  const words = { ...(name && { name: redactText(name, 500) }), ...(subject && { subject: redactText(subject, 500) }) };
  const content = contentOf(email as unknown as JsonObject);
  return compact({ id, ...words, state, type, subcategory, language, isPublished, archived, ...content });
}
