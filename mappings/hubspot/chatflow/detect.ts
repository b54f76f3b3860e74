import type { CatalogueEntry } from '#src/model/catalogue.ts';
import type { AiSystem, Evidence } from '#src/model/feature.ts';
import { known } from '#src/model/fact.ts';
import { factsFrom } from '#src/model/facts-schema.ts';
import type { Facts } from '#src/model/facts.ts';
import { message, type Message } from '#src/model/message.ts';
import { factsOfEntry } from '#src/normalise/entry-facts.ts';
import type { Detection, MappingInput } from '#src/normalise/mapping.ts';
import { textAt } from '#src/normalise/values.ts';
import { evidence } from '#src/normalise/finding.ts';
import { claimsToBeAi } from './disclosure.ts';
import { sampleOf, type Sample } from './sample.ts';

/** Channel ids of the Conversations API: 1000–1002 documented, the others `[M]`. */
const CHANNELS: Record<string, string> = { '1000': 'chat', '1002': 'email', '1008': 'voice' };

/** Who writes decides: `L-` is HubSpot's Customer Agent, `B-` a rule bot, `I-` an app, `A-` a person. */
export function detectChat(input: MappingInput): Detection {
  const sample = sampleOf(input.asset);
  const at = 'sample.senders';

  if (sample.sent('L') + sample.assigned('L') > 0) {
    return { result: 'ai', systems: [customerAgent(input, sample)] };
  }
  if (sample.sent('I') > 0) {
    return thirdParty(input, sample);
  }
  if (sample.sent('B') > 0) {
    return ruleBot(input, sample);
  }
  if (sample.sent('A') > 0) {
    return { result: 'not-ai', because: message('because.human-chat', { messages: sample.messages }) };
  }
  if (sample.read && sample.threads > 0 && sample.messages > 0 && textAt(input.asset.payload, 'channelId') === '1002') {
    return { result: 'not-ai', because: message('because.no-automatic-sender', { messages: sample.messages }) };
  }
  return open(message(sample.read ? 'because.chat-without-answers' : 'because.chat-not-sampled'), UNKNOWN_CHAT, [
    evidence('evidence.chat-configured', at, undefined, 'hint'),
  ]);
}

function customerAgent({ asset, knowledge }: MappingInput, sample: Sample) {
  const channel = CHANNELS[textAt(asset.payload, 'channelId') ?? ''] ?? 'messaging';
  const entry = knowledge.entry(`customer-agent-${channel}`) ?? knowledge.byActorPrefix('L-');
  const actor = sample.actorOf('L');
  const seen =
    sample.sent('L') > 0
      ? evidence('evidence.agent-wrote', 'sample.senders', actor?.id ?? 'L-', 'proven', { count: sample.sent('L') })
      : evidence('evidence.agent-assigned', 'sample.assignedTo', actor?.id ?? 'L-', 'proven');
  return {
    system: systemOf(entry, actor?.name),
    kind: 'chatbot' as const,
    ownKey: false,
    facts: {
      ...factsOfEntry(entry),
      inUse: known(true, 'observed', 'sample.senders'),
    } as Facts,
    evidence: [
      seen,
      ...(actor?.name !== undefined ? [evidence('evidence.agent-name', 'sample.actors', actor.name, 'proven')] : []),
    ],
  };
}

function systemOf(entry: CatalogueEntry | undefined, shownAs: string | undefined): AiSystem {
  const name = entry?.name ?? 'Customer Agent';
  return {
    id: entry?.id ?? 'customer-agent',
    vendor: 'HubSpot',
    name: shownAs !== undefined && shownAs !== name ? `${name} (“${shownAs}”)` : name,
    ...(entry && { catalogueId: entry.id }),
  };
}

/** An app writes: it may relay people or run a model. Its own words decide, else the administrator is asked. */
function thirdParty({ knowledge }: MappingInput, sample: Sample): Detection {
  const entry = knowledge.entry('third-party-chatbot');
  const actor = sample.actorOf('I');
  const system: AiSystem = {
    id: actor?.id ?? 'integration',
    vendor: 'unknown app',
    name: actor?.name ?? entry?.name ?? 'App in the conversation',
    ...(entry && { catalogueId: entry.id }),
  };
  const texts = sample.firstTexts.filter((first) => first.prefix === 'I').map((first) => first.text);
  const claim = claimsToBeAi([...texts, ...sample.welcome], knowledge.disclosure);
  if (claim !== undefined) {
    const facts = factsFrom({ ...CONVERSATION, technique: 'generative' }, 'observed', 'sample.firstBotTexts');
    return {
      result: 'ai',
      systems: [
        {
          system,
          kind: 'chatbot',
          ownKey: false,
          facts,
          evidence: [evidence('evidence.says-it-is-ai', 'sample.firstBotTexts', claim, 'likely')],
        },
      ],
    };
  }
  return open(message('because.app-in-chat', { name: system.name }), system, [
    evidence('evidence.app-wrote', 'sample.senders', actor?.id, 'hint', { count: sample.sent('I') }),
  ]);
}

/** A decision tree is no AI; a code step in it may be, and no API shows the steps. */
function ruleBot({ context, knowledge }: MappingInput, sample: Sample): Detection {
  const webhooks = [...context.securityEvents]
    .filter(([type]) => type.startsWith('BOTS_WEBHOOK'))
    .reduce((sum, [, count]) => sum + count, 0);
  const texts = sample.firstTexts.filter((first) => first.prefix === 'B').map((first) => first.text);
  const claim = claimsToBeAi([...texts, ...sample.welcome], knowledge.disclosure);
  const entry = knowledge.entry('bot-code-step');
  const system: AiSystem = {
    id: 'bot',
    vendor: 'HubSpot',
    name: sample.actorOf('B')?.name ?? 'Chatflow bot',
    ...(entry && { catalogueId: entry.id }),
  };
  if (claim !== undefined) {
    return open(message('because.bot-says-ai', { words: claim }), system, [
      evidence('evidence.says-it-is-ai', 'sample.firstBotTexts', claim, 'hint'),
    ]);
  }
  if (webhooks > 0) {
    return open(message('because.bot-code-edited', { count: webhooks }), system, [
      evidence('evidence.bot-code-edited', 'security log', 'BOTS_WEBHOOK', 'hint'),
    ]);
  }
  const because = context.complete.has('security-log') ? 'because.rule-bot' : 'because.rule-bot-unlogged';
  return { result: 'not-ai', because: message(because, { messages: sample.messages }) };
}

const CONVERSATION = {
  purposes: ['conversation', 'customer-service'],
  output: ['text'],
  directInteraction: true,
  sending: 'automatic',
};
const UNKNOWN_CHAT: AiSystem = { id: 'chat', vendor: 'unknown', name: 'Chat of unknown kind' };

function open(because: Message, system: AiSystem, seen: Evidence[]): Detection {
  const facts: Facts = factsFrom({ ...CONVERSATION, inputModality: ['text'] }, 'observed', 'chatflow');
  return {
    result: 'undetermined',
    because,
    systems: [{ system, kind: 'chatbot', ownKey: false, facts, evidence: seen }],
  };
}
