import { known } from '#src/model/fact.ts';
import { factsFrom } from '#src/model/facts-schema.ts';
import type { Facts } from '#src/model/facts.ts';
import type { Evidence } from '#src/model/feature.ts';
import { message } from '#src/model/message.ts';
import { evidence } from '#src/normalise/finding.ts';
import type { DetectedSystem, Detection, MappingInput } from '#src/normalise/mapping.ts';
import { numberAt, objectsAt, textAt, valueAt } from '#src/normalise/values.ts';
import { catalogueSystem } from '../findings.ts';

const CHATS = 'Messages/channel_type=Chat';
const BOT_CASES = 'Cases/source=Chatbot';

/** Sugar keeps the connection only: the bot stands in Amazon Connect, and shows in what it leaves behind (api.md §5.2). */
export function detectChat(input: MappingInput): Detection {
  switch (textAt(input.asset.payload, 'source')) {
    case 'contact-flow':
      return contactFlow(input);
    case 'lex':
      return lexBot(input, [evidence('evidence.lex-export', 'name', textAt(input.asset.payload, 'name'), 'proven')]);
    default:
      return portalChat(input);
  }
}

/** Portal chat on → chats exist → cases that only the bot's function opens. */
function portalChat(input: MappingInput): Detection {
  const { asset, context } = input;
  if (valueAt(asset.payload, 'enabled') === false) {
    return { result: 'not-ai', because: message('because.portal-chat-off') };
  }
  if (valueAt(asset.payload, 'complete') === false || !hasServe(context)) {
    return { result: 'not-ai', because: message('because.portal-chat-incomplete') };
  }
  const chats = context.population.get(CHATS);
  const cases = context.population.get(BOT_CASES) ?? 0;
  const seen = [
    evidence('evidence.portal-chat-on', 'settings', textAt(asset.payload, 'instance'), 'proven'),
    ...(chats !== undefined && chats > 0
      ? [evidence('evidence.chats-held', CHATS, String(chats), 'proven', { count: chats })]
      : []),
  ];
  if (cases > 0) {
    return lexBot(input, [
      ...seen,
      evidence('evidence.bot-cases', BOT_CASES, String(cases), 'likely', { count: cases }),
    ]);
  }
  return {
    result: 'undetermined',
    because: message(chats === 0 ? 'because.portal-chat-unused' : 'because.portal-chat-open'),
    systems: [
      {
        system: { id: 'portal-chat', vendor: 'Amazon', name: 'Portal chat (Amazon Connect)', ...CATALOGUED },
        kind: 'chatbot',
        ownKey: false,
        facts: factsFrom({ purposes: ['conversation', 'customer-service'], output: ['text'] }, 'observed', 'settings'),
        evidence: seen,
      },
    ],
  };
}

/** Portal chat is a part of Sugar Serve; licences that could not be read do not speak against it. */
function hasServe({ licences }: MappingInput['context']): boolean {
  return licences.size === 0 || [...licences].some((key) => key.startsWith('SUGAR_SERVE'));
}

const CATALOGUED = { catalogueId: 'sugar-portal-chatbot' };

/** A flow with a Lex participant talks by itself; one without connects people, by menus that people have drawn. */
function contactFlow(input: MappingInput): Detection {
  const { payload } = input.asset;
  const bots = objectsAt(payload, 'participants').filter((item) => textAt(item, 'type') === 'lex');
  if (bots.length > 0) {
    return lexBot(
      input,
      bots.map((bot) => evidence('evidence.lex-participant', 'participants', textAt(bot, 'name'), 'proven')),
    );
  }
  const lambdas = numberAt(payload, 'lambdas') ?? 0;
  return {
    result: 'not-ai',
    because:
      lambdas > 0 ? message('because.flow-with-functions', { count: lambdas }) : message('because.flow-of-people'),
  };
}

function lexBot({ asset, context, knowledge }: MappingInput, seen: Evidence[]): Detection {
  const { payload } = asset;
  const voice = textAt(payload, 'channel') === 'voice';
  const entry = knowledge.entry(voice ? 'sugar-voice-bot' : 'sugar-portal-chatbot');
  if (!entry) {
    return { result: 'plain' };
  }
  const facts: Facts = {};
  if ((context.population.get(CHATS) ?? 0) + (context.population.get(BOT_CASES) ?? 0) > 0) {
    facts.inUse = known(true, 'observed', CHATS);
  }
  if (valueAt(payload, 'detectSentiment') === true) {
    facts.purposes = known(['conversation', 'customer-service', 'sentiment'], 'observed', 'detectSentiment');
  }
  const system: DetectedSystem = catalogueSystem(entry, seen.slice(0, 10), facts);
  const bot = objectsAt(payload, 'participants').map((item) => textAt(item, 'name'))[0];
  system.system = { ...system.system, name: bot === undefined ? entry.name : `${entry.name}: ${bot}` };
  return { result: 'ai', systems: [system] };
}
