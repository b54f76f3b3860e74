import type { JsonObject } from '#src/model/json.ts';
import { compact } from '#src/pull/compact.ts';
import { redactText } from '#src/redact/redact-text.ts';
import { isObject, textOf } from '../shapes.ts';

type Raw = Record<string, unknown>;

const LEX = 'ConnectParticipantWithLexBot';
/** Only where people talk is a voice chosen, a call recorded or passed on. */
const SPOKEN = /TextToSpeechVoice|RecordingBehavior|TransferParticipantToThirdParty/;

export function isContactFlow(json: unknown): json is Raw {
  return isObject(json) && typeof json['StartAction'] === 'string' && Array.isArray(json['Actions']);
}

/** A contact flow of Amazon Connect: which bot takes part, and what people read or hear before it speaks. */
export function readContactFlow(flow: Raw, fileName: string): JsonObject & { name: string } {
  const actions = (Array.isArray(flow['Actions']) ? flow['Actions'] : []).filter(isObject);
  const metadata = isObject(flow['Metadata']) ? flow['Metadata'] : {};
  const name = redactText(textOf(metadata['name']) ?? textOf(flow['Name']) ?? fileName, 200);
  const isSpoken = actions.some((action) => SPOKEN.test(String(action['Type'])) || 'SSML' in parametersOf(action));
  const payload = compact({
    source: 'contact-flow',
    channel: isSpoken ? 'voice' : undefined,
    headerTexts: [],
    greetings: greetingsIn(actions, textOf(flow['StartAction']) ?? ''),
    participants: actions.filter(isLex).map(participantOf),
    lambdas: actions.filter(({ Type: type }) => type === 'InvokeLambdaFunction').length,
  });
  return { ...payload, name };
}

const isLex = ({ Type: type }: Raw) => type === LEX;

/** Texts on the ways from the start to the bot, its own first one included; what comes after it greets nobody. */
function greetingsIn(actions: readonly Raw[], start: string): string[] {
  const byId = new Map(actions.map((action) => [String(action['Identifier']), action]));
  const texts: string[] = [];
  const seen = new Set<string>();
  for (const ids = [start]; ids.length > 0 && seen.size < 5_000;) {
    const id = ids.shift() ?? '';
    const action = seen.has(id) ? undefined : byId.get(id);
    seen.add(id);
    if (!action) {
      continue;
    }
    const { Text: text, SSML: ssml } = parametersOf(action);
    const said = textOf(text) ?? textOf(ssml)?.replace(/<[^<>]{0,500}>/g, ' ');
    if (said !== undefined && /^(?:MessageParticipant|ConnectParticipantWithLexBot)/.test(String(action['Type']))) {
      texts.push(redactText(said.trim(), 500));
    }
    if (!isLex(action)) {
      ids.push(...nextOf(action['Transitions']));
    }
  }
  return [...new Set(texts)].slice(0, 20);
}

function nextOf(transitions: unknown): string[] {
  if (!isObject(transitions)) {
    return [];
  }
  const branches = ['Conditions', 'Errors'].flatMap((key) => transitions[key] ?? []);
  return [transitions, ...branches].flatMap((branch) => (isObject(branch) ? (textOf(branch['NextAction']) ?? []) : []));
}

function parametersOf(action: Raw): Raw {
  return isObject(action['Parameters']) ? action['Parameters'] : {};
}

function participantOf(action: Raw): JsonObject {
  const { LexBot: first, LexV2Bot: second } = parametersOf(action);
  const bot = isObject(first) ? first : {};
  // The account number in it is nobody's business.
  const [, , , region, , alias] = isObject(second) ? (textOf(second['AliasArn']) ?? '').split(':') : [];
  const [, id] = alias?.split('/') ?? [];
  return compact({
    type: 'lex',
    name: redactText(textOf(bot['Name']) ?? id ?? 'Lex', 100),
    alias: textOf(bot['Alias']) && redactText(String(bot['Alias']), 60),
    region: textOf(bot['Region']) ?? region,
  });
}
