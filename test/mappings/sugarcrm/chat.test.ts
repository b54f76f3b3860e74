import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../src/model/json.ts';
import { inventoryOf, outcomeOf, type Seed } from './support.ts';

const settings = (more: JsonObject = {}): Seed => [
  'chat',
  'portal-chat',
  {
    source: 'settings',
    name: 'Portal chat',
    enabled: true,
    complete: true,
    instance: 'acme',
    headerTexts: [],
    greetings: [],
    participants: [],
    ...more,
  },
];
const flow = (more: JsonObject = {}): Seed => [
  'chat',
  'Welcome',
  { source: 'contact-flow', name: 'Welcome', greetings: [], headerTexts: [], participants: [], ...more },
];
const LEX = { participants: [{ type: 'lex', name: 'SugarServeSampleBot' }] };
const count = (what: string, total: number): Seed => ['activity-count', what, { state: 'counted', total }];
const refused = (what: string): Seed => ['activity-count', what, { state: 'not-licensed' }];
const BOT = count('Cases/source=Chatbot', 4);
const CHATS = count('Messages/channel_type=Chat', 30);
const OPEN = 'chat:portal-chat undetermined undetermined notice-unknown';

describe('mappings/sugarcrm/chat', () => {
  it.each<[string, Seed[], string[], string[]]>([
    ['the silent vendor', [['chat', 'portal-chat']], [OPEN], []],
    [
      'without the licence it needs',
      [settings(), ['licence', 'SUGAR_SELL']],
      [],
      ['chat:portal-chat because.portal-chat-incomplete'],
    ],
    ['with the licence it needs', [settings(), ['licence', 'SUGAR_SERVE']], [OPEN], []],
    ['switched off', [settings({ enabled: false })], [], ['chat:portal-chat because.portal-chat-off']],
    ['not completely set up', [settings({ complete: false })], [], ['chat:portal-chat because.portal-chat-incomplete']],
    ['on, and nobody knows who answers', [settings()], [OPEN], []],
    ['on, and chats are held', [settings(), CHATS, count('Cases/source=Chatbot', 0)], [OPEN], []],
    ['on, and counting is refused', [settings(), refused('Cases/source=Chatbot')], [OPEN], []],
    [
      'on, and a bot opens cases',
      [settings(), CHATS, BOT],
      ['chat:portal-chat ai limited transparency-notice notice-unknown'],
      [],
    ],
    [
      'a bot behind a header that says nothing',
      [settings({ headerTexts: ['How can we help?'] }), BOT],
      ['chat:portal-chat ai limited transparency-notice notice-absent'],
      [],
    ],
    [
      'a bot behind a header that says it',
      [settings({ headerTexts: ['Ask our AI assistant'] }), BOT],
      ['chat:portal-chat ai limited transparency-notice notice-present'],
      [],
    ],
    [
      'a bot of a chat that is off',
      [settings({ enabled: false }), BOT],
      [],
      ['chat:portal-chat because.portal-chat-off'],
    ],
    [
      'a flow with a bot',
      [flow({ ...LEX, greetings: ['Hello, you can ask about your case.'] })],
      ['chat:Welcome ai limited transparency-notice notice-absent'],
      [],
    ],
    [
      'a flow with a bot that says it',
      [flow({ ...LEX, greetings: ['Hello', 'Ich bin ein KI-Assistent.'] })],
      ['chat:Welcome ai limited transparency-notice notice-present'],
      [],
    ],
    [
      'a flow with a bot that greets in a script that nobody here reads',
      [flow({ ...LEX, greetings: ['שלום, אני עוזרת דיגיטלית.'] })],
      ['chat:Welcome ai limited transparency-notice notice-unknown'],
      [],
    ],
    [
      'a flow with a bot without a word',
      [flow(LEX)],
      ['chat:Welcome ai limited transparency-notice notice-unknown'],
      [],
    ],
    [
      'a flow of people',
      [flow({ greetings: ['An agent will be with you.'] })],
      [],
      ['chat:Welcome because.flow-of-people'],
    ],
    ['a flow of people with functions', [flow({ lambdas: 2 })], [], ['chat:Welcome because.flow-with-functions']],
    [
      'a bot that left cases, and settings that could not be read',
      [BOT, CHATS],
      ['chat:portal-chat ai limited transparency-notice notice-unknown'],
      [],
    ],
    ['no bot, and settings that could not be read', [CHATS, count('Cases/source=Chatbot', 0)], [], []],
    [
      'a flow and the export of the bot in it',
      [flow(LEX), ['chat', 'Bot', { source: 'lex', name: 'SugarServeSampleBot' }]],
      ['chat:Welcome ai limited transparency-notice notice-unknown'],
      [],
    ],
    [
      'a call with a bot',
      [flow({ ...LEX, channel: 'voice' })],
      ['chat:Welcome ai limited transparency-notice notice-unknown'],
      [],
    ],
    [
      'a bot’s own export',
      [['chat', 'Bot', { source: 'lex', name: 'Bot', intents: 4, lexTexts: ['I am an AI assistant'] }]],
      ['chat:Bot ai limited transparency-notice notice-present'],
      [],
    ],
    [
      'a bot that only calls itself an assistant',
      [['chat', 'Bot', { source: 'lex', name: 'Bot', intents: 4, lexTexts: ['I am a virtual assistant'] }]],
      ['chat:Bot ai limited transparency-notice notice-unknown'],
      [],
    ],
  ])('%s', async (_title, seeds, features, cleared) => {
    expect(await outcomeOf(seeds)).toEqual({ features, cleared });
  });

  it('tells the ladder of what it saw', async () => {
    const { features } = await inventoryOf([settings(), CHATS, BOT]);
    expect(features[0]?.evidence.map(({ claim, certainty }) => [claim.id, claim.params?.['count'], certainty])).toEqual(
      [
        ['evidence.portal-chat-on', undefined, 'proven'],
        ['evidence.chats-held', 30, 'proven'],
        ['evidence.bot-cases', 4, 'likely'],
      ],
    );
  });

  it.each([
    ['voice', 'voice', 'sugar-voice-bot'],
    ['chat', 'text', 'sugar-portal-chatbot'],
  ])('a bot in a %s reads %s', async (channel, modality, entry) => {
    const { features } = await inventoryOf([flow({ ...LEX, channel })]);
    expect(features[0]).toMatchObject({
      system: { catalogueId: entry, name: expect.stringContaining('SugarServeSampleBot') as unknown },
      facts: { inputModality: { known: true, value: [modality] } },
    });
  });
});
