import type { Words } from '../exports/words.ts';
import { presentDrift } from '../exports/present-drift.ts';
import type { Clock } from '../kit/clock.ts';
import { AppError } from '../kit/errors.ts';
import type { Json } from '../model/json.ts';
import type { Language } from '../model/message.ts';
import { digestOf, type Mailer } from '../notify/mail.ts';
import { postWebhook, type Sent } from '../notify/webhook.ts';
import type { BegunDelivery } from '../store/deliveries.ts';
import type { Store, TenantStore } from '../store/store.ts';
import { DELIVERY_TRIES, type Queue } from './queue.ts';

/** Changes in one message; a reader asks for the rest. */
const MOST = 100;

export interface DeliveryJob {
  tenant: string;
  delivery: number;
}

export interface DeliveryOptions {
  store: Store;
  clock: Clock;
  words(language: Language): Words;
  /** Hosts that webhooks may lead to although private. */
  allow: readonly string[];
  /** Absent: no e-mail is sent. */
  mailer?: Mailer;
  /** Where people see the inventory. */
  publicUrl?: string;
}

/** Not delivered yet; the queue tries again. */
class NotDelivered extends Error {}

export async function startDeliveryWorker(options: DeliveryOptions, queue: Pick<Queue, 'work'>): Promise<void> {
  await queue.work<DeliveryJob>('delivery', ({ data, retries }) => deliver(options, data, retries), 2);
}

/** What no job stands for yet. */
export async function addUntried(store: Store, queue: Pick<Queue, 'add'>): Promise<void> {
  for (const job of await store.untriedDeliveries(100)) {
    await queue.add('delivery', job, { key: `${job.delivery}` });
  }
}

export async function deliver(options: DeliveryOptions, job: DeliveryJob, retries: number): Promise<void> {
  const tenant = await options.store.tenant(job.tenant);
  const own = tenant && options.store.of(tenant);
  const delivery = await own?.deliveries.begin(job.delivery, retries);
  if (!own || !delivery) {
    return;
  }
  const isLastTry = retries + 1 >= DELIVERY_TRIES;
  const send = delivery.channel === 'webhook' ? toWebhook : toPerson;
  const sent = await send(options, own, delivery).catch(async (error: unknown) => {
    const answer = error instanceof AppError ? error.message : 'a fault of ours';
    await own.deliveries.end(delivery.id, isLastTry ? 'failed' : 'waiting', answer);
    throw error;
  });
  if (sent.ok) {
    await own.deliveries.end(delivery.id, 'delivered', sent.answer);
    return;
  }
  const isLast = !sent.again || isLastTry;
  await own.deliveries.end(delivery.id, isLast ? 'failed' : 'waiting', sent.answer);
  if (!isLast) {
    throw new NotDelivered(sent.answer);
  }
}

async function toWebhook(
  { clock, words, allow }: DeliveryOptions,
  own: TenantStore,
  { id, scan, recipient, range }: BegunDelivery,
): Promise<Sent> {
  const webhook = await own.subscriptions.openWebhook(recipient);
  if (!webhook) {
    return REMOVED;
  }
  const { changes, count } = await changesIn(own, range, words('en'));
  const { id: tenantId, crm, name, account } = own.tenant;
  const payload = {
    id: `delivery-${id}`,
    type: 'inventory.changed',
    tenant: { id: tenantId, crm, name, account },
    scan,
    changes: changes as unknown as Json,
    more: count - changes.length,
  };
  return postWebhook({ url: webhook.url, secret: webhook.secret, payload, now: clock.now(), allow });
}

async function toPerson(
  { mailer, words, publicUrl }: DeliveryOptions,
  own: TenantStore,
  { recipient, range }: BegunDelivery,
): Promise<Sent> {
  const digest = await own.subscriptions.digest(recipient);
  if (!digest) {
    return REMOVED;
  }
  if (!mailer) {
    return { ok: false, again: false, answer: 'SMTP_URL and MAIL_FROM are not set' };
  }
  const language = words(digest.language);
  const { changes, count } = await changesIn(own, range, language);
  const said = { tenant: own.tenant.name, changes, count, ...(publicUrl !== undefined && { link: publicUrl }) };
  return mailer.send({ to: digest.address, ...digestOf(said, language) });
}

const REMOVED: Sent = { ok: false, again: false, answer: 'the subscription was removed' };

async function changesIn({ changes }: TenantStore, range: BegunDelivery['range'], words: Words) {
  const [listed, count] = [await changes.list({ ...range, limit: MOST }), await changes.count(range)];
  return { changes: listed.map((change) => presentDrift(change, words)), count };
}
