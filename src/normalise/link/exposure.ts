import { known, unknown, type Fact } from '../../model/fact.ts';
import type { Facts, Purpose } from '../../model/facts.ts';
import type { Link } from '../../model/feature.ts';
import type { Knowledge } from '../../model/knowledge.ts';
import type { Context } from '../context.ts';
import { addFact, addHint } from '../merge-facts.ts';
import { answersIn, noticeFact } from '../notice.ts';
import type { Reader } from '../normalised.ts';
import { isMail, type Deed } from '../references.ts';
import { downstream } from '../graph.ts';
import { clip } from '../values.ts';
import type { Origin } from './origins.ts';

const SENDS = new Set(['send-email', 'send-sms', 'send-whatsapp', 'enrol-sequence', 'survey']);
const SHOWS = new Set([
  'create-task',
  'internal-email',
  'notify',
  'note',
  'set-property',
  'copy-property',
  'create-record',
  'assign',
  'list',
]);

/** Who meets what the AI step of a flow produced: read from what the flow does with it. */
export function exposureOf(origin: Origin, facts: Facts, context: Context, knowledge: Knowledge): Link[] {
  const { inside, carrier } = origin;
  if (!inside || !carrier.references) {
    return [];
  }
  const links: Link[] = [];
  const after = mailedAfter(origin, facts);
  const sent = carrier.references.deeds.filter(
    (deed) =>
      SENDS.has(deed.role) &&
      (inside.uses.includes(deed) || after.has(deed) || showsOutput(deed, origin, context) === true),
  );
  const perhaps = carrier.references.deeds.filter(
    (deed) => SENDS.has(deed.role) && !sent.includes(deed) && showsOutput(deed, origin, context) === undefined,
  );

  if (sent.length > 0) {
    addFact(facts, 'audience', known(['customer'], 'linked', sent[0]?.at ?? ''));
    addFact(facts, 'sending', known('automatic', 'linked', sent[0]?.at ?? ''));
    // What a message is made of is text, whatever else the step may give.
    addFact(facts, 'output', known(['text'], 'linked', sent[0]?.at ?? ''));
    addFact(facts, 'saysItIsAi', noticeIn(sent, context, knowledge));
    links.push(...sent.map((deed): Link => ({ relation: 'sends', asset: targetOf(deed, context), at: deed.at })));
  } else if (perhaps.length > 0) {
    addHint(facts, 'audience', { value: ['customer'], at: perhaps[0]?.at ?? '', words: 'an e-mail is sent after it' });
  } else if (
    inside.uses.some((deed) => SHOWS.has(deed.role)) ||
    inside.properties.size > 0 ||
    inside.consequences.length > 0
  ) {
    addFact(facts, 'audience', known(['employee'], 'linked', inside.uses[0]?.at ?? 'actions'));
    addFact(facts, 'sending', known('not-sent', 'linked', inside.uses[0]?.at ?? 'actions'));
  }
  return links;
}

const WRITES_TO_PEOPLE: Purpose[] = ['customer-service', 'conversation', 'marketing-content'];

/**
 * Where no API shows what becomes of a model's answer: a mail to the customer that follows upon a request to write to
 * the customer is taken to hold it (our reading).
 */
function mailedAfter({ carrier: { references }, system }: Origin, { output, purposes }: Facts): Set<Deed> {
  const hidden = (references?.hiddenOutputs ?? []).filter((step) => system.steps?.includes(step));
  const writes = output?.known && output.value.includes('text');
  const toPeople = purposes?.known && purposes.value.some((purpose) => WRITES_TO_PEOPLE.includes(purpose));
  if (!references || hidden.length === 0 || !writes || !toPeople) {
    return new Set();
  }
  const later = downstream(
    references.following,
    hidden.flatMap((step) => references.following[step] ?? []),
  );
  return new Set(references.deeds.filter((deed) => deed.audience === 'customer' && later.has(deed.step)));
}

/** Does a mail show a property that holds the output? `undefined` when its content was not returned; no API returns a sequence's. */
function showsOutput(deed: Deed, { properties }: Origin, context: Context): boolean | undefined {
  if (properties.size === 0 || (deed.role !== 'send-email' && deed.role !== 'enrol-sequence')) {
    return false;
  }
  const email = deed.target && context.emails.get(deed.target.externalId);
  return email?.tokens?.some((token) => properties.has(token));
}

function noticeIn(sent: readonly Deed[], context: Context, knowledge: Knowledge) {
  const at = sent[0]?.at ?? '';
  const own = answersIn(
    sent.flatMap((deed) => deed.texts),
    knowledge,
  );
  if (own.some((answer) => answer?.says === true)) {
    return known(true, 'observed' as const, at);
  }
  // A mail whose content nobody named was not read.
  const unread = (deed: Deed) => (deed.role === 'send-email' ? [undefined] : []);
  const emails = sent.flatMap((deed) =>
    deed.target ? (context.emails.get(deed.target.externalId)?.notices ?? [undefined]) : unread(deed),
  );
  const read = emails.filter((text) => text !== undefined);
  const notice = noticeFact([...answersIn(read, knowledge), ...own], { said: () => 'e-mail content', silent: at });
  return notice.known && !notice.value && emails.length > read.length ? unknown<boolean>('not-returned') : notice;
}

/**
 * A mail that shows a property which holds the output as text: who gets it meets the output, whichever automation or
 * person sends the mail, since nobody reads what is put in for each recipient (our reading).
 */
export function shownIn(mail: Reader, origin: Origin, facts: Facts, context: Context, knowledge: Knowledge): void {
  const { ref, enabled, reads } = mail;
  const isText = reads.some(
    ({ id, how }) =>
      how === 'token' && origin.properties.has(id) && (context.properties.get(id)?.type ?? 'string') === 'string',
  );
  if (!enabled || ref.kind !== 'email' || !isText) {
    return;
  }
  const at = `email ${ref.externalId}`;
  addFact(facts, 'audience', known(['customer'], 'linked', at));
  facts.sending = known('automatic', 'linked', at);
  const notices = context.emails.get(ref.externalId)?.notices;
  const notice = notices
    ? noticeFact(answersIn(notices, knowledge), { said: () => at, silent: at })
    : unknown<boolean>('not-returned');
  if (!facts.saysItIsAi || silence(notice) > silence(facts.saysItIsAi)) {
    facts.saysItIsAi = notice;
  }
}

/** Of several mails the one that says least decides. */
const silence = (notice: Fact<boolean>) => (notice.known ? (notice.value ? 0 : 2) : 1);

export function targetOf(deed: Deed, context: Context): Link['asset'] {
  const { kind, externalId } = deed.target ?? { kind: deed.role, externalId: deed.step };
  const name = isMail({ kind }) ? context.emails.get(externalId)?.name : undefined;
  return { kind, externalId, name: clip(name ?? externalId, 200) };
}
