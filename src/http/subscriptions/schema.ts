import { z } from 'zod';
import { DIGEST_FREQUENCIES } from '../../model/change.ts';
import { LANGUAGES } from '../../model/message.ts';
import { TenantPath } from '../schemas.ts';

export const SubscriptionPath = TenantPath.extend({ subscription: z.string().max(100) });

export const AddWebhook = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).max(2_000),
});
export const Webhook = z.object({ id: z.string(), url: z.string(), createdAt: z.string() }).meta({ id: 'Webhook' });
export const NewWebhook = Webhook.extend({
  secret: z.string().describe('Signs every delivery; shown here and never again'),
}).meta({ id: 'NewWebhook' });
export const Webhooks = z.object({ data: z.array(Webhook) }).meta({ id: 'Webhooks' });

const Frequency = z
  .enum(DIGEST_FREQUENCIES)
  .describe('One mail a scan, or one a day at seven in the time zone of the account');
export const AddDigest = z.strictObject({
  address: z.email().max(320),
  language: z.enum(LANGUAGES).default('en'),
  frequency: Frequency.default('at-once'),
});
export const Digest = z
  .object({
    id: z.string(),
    address: z.string(),
    language: z.enum(LANGUAGES),
    frequency: Frequency,
    createdAt: z.string(),
  })
  .meta({ id: 'Digest' });
export const Digests = z.object({ data: z.array(Digest) }).meta({ id: 'Digests' });

export const Deliveries = z
  .object({
    data: z.array(
      z.object({
        id: z.number().int(),
        scan: z.string(),
        channel: z.enum(['webhook', 'mail']),
        recipient: z.string().describe('Id of the webhook or digest'),
        state: z.enum(['waiting', 'delivered', 'failed']),
        tries: z.number().int(),
        answer: z.string().optional().describe('What the last try was answered'),
        at: z.string(),
        dueAt: z.string().optional().describe('While it waits: what changes until then goes along'),
      }),
    ),
  })
  .meta({ id: 'Deliveries' });
