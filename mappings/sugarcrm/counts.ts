import { known } from '../../src/model/fact.ts';
import type { Detection, Mapping, MappingInput } from '../../src/normalise/mapping.ts';
import { numberAt, textAt } from '../../src/normalise/values.ts';
import { BOT_CASES, detectLexBot, PORTAL_CHAT } from './chat/lex-bot.ts';
import { cataloguedField, entryOf } from './field/catalogued.ts';
import { subjectKind, subjectRoles } from './modules.ts';

/** 200: counted. A refusal (403) or another answer is no zero; an unknown field (422) is none. */
const contributes: Mapping['contributes'] = ({ payload, externalId }, context) => {
  const total = numberAt(payload, 'total');
  const state = textAt(payload, 'state');
  if (state === 'counted' && total !== undefined) {
    context.population.set(externalId, total);
  } else if (state === 'not-licensed' || state === 'not-checkable') {
    context.refused.add(externalId);
  }
};

const partsOf = (id: string) => {
  const at = id.indexOf('/');
  return { module: id.slice(0, at), name: id.slice(at + 1) };
};

/** A value was counted of a field whose definition could not be read: the count alone tells. */
function isUndefined({ asset: { externalId }, context, knowledge }: MappingInput): boolean {
  const { module, name } = partsOf(externalId);
  const filled = (context.population.get(externalId) ?? 0) > 0;
  return filled && !context.properties.has(externalId) && entryOf(module, name, knowledge) !== undefined;
}

/** The bot's cases are there although no settings of the chat could be read. */
function isBotWithoutChat({ asset: { externalId }, context }: MappingInput): boolean {
  return externalId === BOT_CASES && (context.population.get(BOT_CASES) ?? 0) > 0 && !context.chats.has(PORTAL_CHAT);
}

function detect(input: MappingInput): Detection {
  const { module, name } = partsOf(input.asset.externalId);
  const entry = entryOf(module, name, input.knowledge);
  return entry ? cataloguedField(input, entry, module) : detectLexBot(input, []);
}

const counted = (kind: string): Mapping => ({
  version: 1,
  from: { crm: 'sugarcrm', kind },
  contributes,
  examine: {
    only: (input) => isUndefined(input) || isBotWithoutChat(input),
    asset: ({ asset: { externalId } }) =>
      externalId === BOT_CASES
        ? { kind: 'chat', externalId: PORTAL_CHAT, name: 'Portal chat' }
        : { kind: 'field', externalId, name: externalId, objectType: partsOf(externalId).module },
    detect,
    facts: {
      audience: {
        by: ({ asset }) =>
          asset.externalId === BOT_CASES
            ? known(['customer'], 'catalogue', 'mapping')
            : { known: false, reason: 'not-returned' },
      },
      subjectKind: { by: subjectKind },
      subjectRoles: { by: subjectRoles },
    },
  },
});

export const fieldUsage = counted('field-usage');
export const activityCount = counted('activity-count');
