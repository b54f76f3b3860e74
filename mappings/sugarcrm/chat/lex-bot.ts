import { known } from '#src/model/fact.ts';
import type { Facts } from '#src/model/facts.ts';
import type { Evidence } from '#src/model/feature.ts';
import type { Context } from '#src/normalise/context.ts';
import { evidence } from '#src/normalise/finding.ts';
import type { DetectedSystem, Detection, MappingInput } from '#src/normalise/mapping.ts';
import { objectsAt, textAt, valueAt } from '#src/normalise/values.ts';
import { catalogueSystem } from '../findings.ts';

export const PORTAL_CHAT = 'portal-chat';
export const CHATS = 'Messages/channel_type=Chat';
export const BOT_CASES = 'Cases/source=Chatbot';

/** What a bot leaves in the CRM: chats, and cases that only its function opens. */
export function tracesOf({ population }: Pick<Context, 'population'>): Evidence[] {
  const [chats = 0, cases = 0] = [population.get(CHATS), population.get(BOT_CASES)];
  return [
    ...(chats > 0 ? [evidence('evidence.chats-held', CHATS, String(chats), 'proven', { count: chats })] : []),
    ...(cases > 0 ? [evidence('evidence.bot-cases', BOT_CASES, String(cases), 'likely', { count: cases })] : []),
  ];
}

export function detectLexBot({ asset, context, knowledge }: MappingInput, seen: Evidence[]): Detection {
  const { payload } = asset;
  const voice = textAt(payload, 'channel') === 'voice';
  const entry = knowledge.entry(voice ? 'sugar-voice-bot' : 'sugar-portal-chatbot');
  if (!entry) {
    return { result: 'plain' };
  }
  const traces = voice ? [] : tracesOf(context);
  const facts: Facts = {};
  if (traces.length > 0) {
    facts.inUse = known(true, 'observed', traces[0]?.at ?? '');
  }
  if (valueAt(payload, 'detectSentiment') === true) {
    facts.purposes = known(['conversation', 'customer-service', 'sentiment'], 'observed', 'detectSentiment');
  }
  const system: DetectedSystem = catalogueSystem(entry, [...seen, ...traces].slice(0, 10), facts);
  const bot = objectsAt(payload, 'participants').map((item) => textAt(item, 'name'))[0];
  system.system = { ...system.system, name: bot === undefined ? entry.name : `${entry.name}: ${bot}` };
  return { result: 'ai', systems: [system] };
}
