import { describe, expect, it } from '@jest/globals';
import { chatflow } from '#mappings/hubspot/chatflow.ts';
import { detectChat } from '#mappings/hubspot/chatflow/detect.ts';
import type { JsonObject } from '#src/model/json.ts';
import { assetOf, examine, inputOf } from '../../../support/build.ts';

const said = (actor: string, text: string) => ({ firstBotTexts: [{ actor, text }] });
const chat = (sample: JsonObject, more: JsonObject = {}): JsonObject => ({
  name: 'Website chat',
  channelId: '1000',
  active: true,
  ...more,
  sample: {
    window: '90d',
    threads: 3,
    messages: 9,
    senders: {},
    assignedTo: {},
    actors: [],
    welcome: [],
    firstBotTexts: [],
    ...sample,
  },
});
const detect = (payload: JsonObject, events: readonly [string, number][] = []) =>
  detectChat(
    inputOf(assetOf('chatflow', '1', payload), {
      securityEvents: new Map(events),
      complete: new Set(['security-log']),
    }),
  );

const CASES: [when: string, result: string, which: string, payload: JsonObject][] = [
  ['HubSpot’s agent writes', 'ai', 'customer-agent-chat', chat({ senders: { L: 4, V: 5 } })],
  ['it writes beside people', 'ai', 'customer-agent-chat', chat({ senders: { L: 1, A: 8 } })],
  ['conversations are handed to it', 'ai', 'customer-agent-chat', chat({ senders: { V: 1 }, assignedTo: { L: 1 } })],
  ['it answers mails', 'ai', 'customer-agent-email', chat({ senders: { L: 2 } }, { channelId: '1002' })],
  [
    'it answers on another channel',
    'ai',
    'customer-agent-messaging',
    chat({ senders: { L: 2 } }, { channelId: '1007' }),
  ],
  [
    'an app calls itself AI',
    'ai',
    'I-77',
    chat({ senders: { I: 3 }, actors: [{ id: 'I-77', name: 'Helply' }], ...said('I-77', 'Hi, I am an AI assistant.') }),
  ],
  ['an app calls itself nothing', 'undetermined', 'because.app-in-chat', chat({ senders: { I: 3 } })],
  [
    'an app says that a person answers',
    'undetermined',
    'because.app-in-chat',
    chat({ senders: { I: 3 }, ...said('I-77', 'You are talking to a real person, not a bot.') }),
  ],
  [
    'an app calls itself a bot only',
    'undetermined',
    'because.app-in-chat',
    chat({ senders: { I: 3 }, ...said('I-77', 'I am a bot.') }),
  ],
  ['a bot by rules answers', 'not-ai', 'because.rule-bot', chat({ senders: { B: 3, V: 3 } })],
  [
    'a bot by rules that says it is a bot',
    'not-ai',
    'because.rule-bot',
    chat({ senders: { B: 3 }, ...said('B-1', 'I am a chatbot. Choose a topic.') }),
  ],
  [
    'a bot by rules speaks of itself as AI',
    'undetermined',
    'because.bot-says-ai',
    chat({ senders: { B: 3 }, ...said('B-1', 'Ich bin ein KI-Assistent.') }),
  ],
  ['only people write', 'not-ai', 'because.human-chat', chat({ senders: { A: 4, V: 5 } })],
  [
    'only people write, in a chat called AI',
    'not-ai',
    'because.human-chat',
    chat({ senders: { A: 4 } }, { name: 'AI Chatbot' }),
  ],
  [
    'mails come in and nobody answers by itself',
    'not-ai',
    'because.no-automatic-sender',
    chat({ senders: { V: 4 } }, { channelId: '1002' }),
  ],
  ['visitors write and nobody answers', 'undetermined', 'because.chat-without-answers', chat({ senders: { V: 4 } })],
  [
    'no conversation could be read',
    'undetermined',
    'because.chat-not-sampled',
    chat({ window: 'none', threads: 0, messages: 0 }),
  ],
  ['the vendor is silent', 'undetermined', 'because.chat-not-sampled', {}],
];

describe('mappings/hubspot/chatflow/detect', () => {
  it.each(CASES)('when %s: %s (%s)', (_when, result, which, payload) => {
    const found = detect(payload);
    expect(found.result).toBe(result);
    const reason = 'because' in found ? found.because.id : 'systems' in found ? found.systems[0]?.system.id : '';
    expect(reason).toBe(which);
  });

  it('shows the agent under the name that visitors see', () => {
    const found = detect(chat({ senders: { L: 1 }, actors: [{ id: 'L-9', type: 'LLM', name: 'Léa' }] }));
    expect(found).toMatchObject({
      systems: [{ system: { name: 'Customer Agent (chat) (“Léa”)' }, facts: { inUse: { value: true } } }],
    });
  });

  it('says of a bot by rules that nobody could look whether its code steps were edited', () => {
    const found = detectChat(inputOf(assetOf('chatflow', '1', chat({ senders: { B: 3 } }))));
    expect(found).toMatchObject({ result: 'not-ai', because: { id: 'because.rule-bot-unlogged' } });
  });

  it('asks about a bot by rules whose code steps somebody edited', () => {
    const bot = chat({ senders: { B: 3 } });
    expect(detect(bot, [['BOTS_WEBHOOK_POST', 2]])).toMatchObject({
      result: 'undetermined',
      because: { id: 'because.bot-code-edited', params: { count: 2 } },
    });
    expect(detect(bot, [['ADD_WEBHOOK_IN_WORKFLOW', 2]])).toMatchObject({ result: 'not-ai' });
  });
});

describe('mappings/hubspot/chatflow', () => {
  it('is on or off as the vendor says, and unknown where it does not', () => {
    const enabled = (more: JsonObject) => examine(chatflow, chat({ senders: { L: 1 } }, more)).carrier?.facts.enabled;
    expect(enabled({})).toMatchObject({ known: true, value: true });
    expect(enabled({ active: false })).toMatchObject({ known: true, value: false });
    expect(examine(chatflow, {}).carrier?.facts.enabled).toMatchObject({ known: false });
  });

  it('goes by its id where it has no name', () => {
    expect(examine(chatflow, {}, {}, '44').carrier?.ref).toMatchObject({
      kind: 'chatflow',
      externalId: '44',
      name: '44',
    });
  });
});
