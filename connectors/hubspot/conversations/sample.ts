import type { JsonObject } from '#src/model/json.ts';
import { automaticText, ownWords } from './automatic-text.ts';
import type { Actor, Message } from './shapes.ts';

/** Senders that are no person: HubSpot's agent, a bot, an app. */
const AUTOMATIC = new Set(['L', 'B', 'I']);
const MAX_TEXTS = 5;

/** What is kept of an account's conversations: counts by kind of sender, and the first automatic texts. No visitor, no text of a person. */
export class Sample {
  threads = 0;
  messages = 0;
  readonly senders: Record<string, number> = {};
  readonly assignedTo: Record<string, number> = {};
  readonly actorIds = new Set<string>();
  readonly welcome = new Set<string>();
  readonly firstTexts = new Map<string, { actor: string; text: string }>();
  quickReplies = false;

  /** Reads one thread, its messages in any order. */
  add(assignedTo: string | null | undefined, messages: readonly Message[]): void {
    this.threads += 1;
    count(this.assignedTo, assignedTo);
    const spoken = new Set<string>();
    for (const message of [...messages].sort((a, b) => ((a.createdAt ?? '') < (b.createdAt ?? '') ? -1 : 1))) {
      this.#read(message, spoken);
    }
  }

  #read(message: Message, spoken: Set<string>): void {
    count(this.assignedTo, message.type === 'ASSIGNMENT' ? message.assignedTo : undefined);
    if (message.type !== 'MESSAGE' && message.type !== 'WELCOME_MESSAGE') {
      return;
    }
    const actor = message.senders?.find((sender) => sender?.actorId)?.actorId ?? message.createdBy ?? '';
    const prefix = actor.charAt(0);
    this.messages += 1;
    count(this.senders, actor || 'other');
    this.quickReplies ||= message.attachments?.some((item) => item?.type === 'QUICK_REPLIES') ?? false;
    if (message.type === 'WELCOME_MESSAGE' && message.text && this.welcome.size < MAX_TEXTS && prefix !== 'V') {
      this.welcome.add(automaticText(message.text));
    }
    if (prefix === 'V') {
      spoken.add('V');
    }
    if (AUTOMATIC.has(prefix) && actor.charAt(1) === '-') {
      this.actorIds.add(actor);
      if (message.type === 'MESSAGE' && message.text && !spoken.has(actor)) {
        spoken.add(actor);
        this.#first(actor, spoken.has('V') ? ownWords(message.text) : automaticText(message.text));
      }
    }
  }

  #first(actor: string, text: string): void {
    if (this.firstTexts.size < MAX_TEXTS) {
      this.firstTexts.set(`${actor} ${text}`, { actor, text });
    }
  }

  /** The agent has been seen with its first words and the greeting: more threads would tell nothing new. */
  get isDecisive(): boolean {
    return (this.senders['L'] ?? 0) > 0 && this.firstTexts.size > 0 && this.welcome.size > 0;
  }

  payload(window: string, actors: readonly Actor[], complete: boolean): JsonObject {
    return {
      window,
      threads: this.threads,
      messages: this.messages,
      senders: this.senders,
      assignedTo: this.assignedTo,
      actors: actors
        .filter((actor) => this.actorIds.has(actor.id))
        .map(({ id, type, name }) => ({ id, type: type ?? null, name: name ?? null })),
      integrationAppIds: [...this.actorIds].filter((id) => id.startsWith('I-')).map((id) => id.slice(2)),
      quickReplies: this.quickReplies,
      welcome: [...this.welcome],
      firstBotTexts: [...this.firstTexts.values()],
      complete,
    };
  }
}

function count(counts: Record<string, number>, actor: string | null | undefined): void {
  if (actor) {
    const prefix = actor.charAt(1) === '-' ? actor.charAt(0) : 'other';
    counts[prefix] = (counts[prefix] ?? 0) + 1;
  }
}
