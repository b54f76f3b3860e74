import { unknown } from '#src/model/fact.ts';
import type { FactValue } from '#src/model/facts.ts';
import { message } from '#src/model/message.ts';
import { evidence } from '#src/normalise/finding.ts';
import type { Detection, MappingInput } from '#src/normalise/mapping.ts';
import { numberAt, objectsAt, textAt, valueAt } from '#src/normalise/values.ts';
import { BOT_CASES, CHATS, detectLexBot, tracesOf } from './lex-bot.ts';

/** Sugar keeps the connection only: the bot stands in Amazon Connect, and shows in what it leaves behind. */
export function detectChat(input: MappingInput): Detection {
  switch (textAt(input.asset.payload, 'source')) {
    case 'contact-flow':
      return contactFlow(input);
    case 'lex':
      return lexExport(input);
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
  const seen = [evidence('evidence.portal-chat-on', 'settings', textAt(asset.payload, 'instance'), 'proven')];
  if ((context.population.get(BOT_CASES) ?? 0) > 0) {
    return detectLexBot(input, seen);
  }
  const unused = context.population.get(CHATS) === 0;
  return {
    result: 'undetermined',
    because: message(unused ? 'because.portal-chat-unused' : 'because.portal-chat-open'),
    systems: [
      {
        system: { id: 'portal-chat', vendor: 'Amazon', name: 'Portal chat (Amazon Connect)', ...CATALOGUED },
        kind: 'chatbot',
        ownKey: false,
        facts: { purposes: PERHAPS },
        evidence: [...seen, ...tracesOf(context)],
      },
    ],
  };
}

/** Portal chat is a part of Sugar Serve; licences that could not be read do not speak against it. */
function hasServe({ licences }: MappingInput['context']): boolean {
  return licences.size === 0 || [...licences].some((key) => key.startsWith('SUGAR_SERVE'));
}

/** People may answer here as well: that a machine talks is asked, not taken for known. */
const PERHAPS = unknown<FactValue<'purposes'>>('hinted', {
  value: ['conversation', 'customer-service'],
  at: 'settings',
  words: 'portal chat',
});

const CATALOGUED = { catalogueId: 'sugar-portal-chatbot' };

/** A bot's own export is one bot with the flow that hands people to it. */
function lexExport(input: MappingInput): Detection {
  const name = textAt(input.asset.payload, 'name') ?? input.asset.externalId;
  return input.context.chats.has(`bot/${name}`)
    ? { result: 'plain' }
    : detectLexBot(input, [evidence('evidence.lex-export', 'name', name, 'proven')]);
}

/** A flow with a Lex participant talks by itself; one without connects people, by menus that people have drawn. */
function contactFlow(input: MappingInput): Detection {
  const { payload } = input.asset;
  const bots = objectsAt(payload, 'participants').filter((item) => textAt(item, 'type') === 'lex');
  if (bots.length > 0) {
    return detectLexBot(
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
