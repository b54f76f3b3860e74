import { factsFrom } from '#src/model/facts-schema.ts';
import { message } from '#src/model/message.ts';
import { evidence } from '#src/normalise/finding.ts';
import type { Detection, MappingInput } from '#src/normalise/mapping.ts';
import { propertyId } from '#src/normalise/normalised.ts';
import { textAt, valueAt } from '#src/normalise/values.ts';
import { identifierSpeaksOfAi, textSpeaksOfAi } from '../ai-words.ts';
import { readFormula } from '../formula.ts';
import { moduleNamed } from '../modules.ts';
import { entryOf } from './catalogued.ts';

/** Names that scores carry (api.md §4.4), whole words, in the languages we read. */
const SCORE_NAME =
  /(^|[^\p{L}])(scores?|scoring|rating|grade|rank|ranking|propensity|likelihood|probability|risk|churn|health|fit|credit|prediction|predicted|bewertung|punktzahl|risiko|wahrscheinlichkeit|notation|risque|probabilit[éàa]|puntuaci[oó]n|puntaje|riesgo|punteggio|rischio|waarschijnlijkheid|risico)($|[^\p{L}])/iu;

/** What a score can be kept in; a flag, a date or a link to a record is none. */
const VALUE_TYPES = new Set(['int', 'integer', 'decimal', 'float', 'double', 'enum', 'varchar', 'number', 'tinyint']);

/** A formula is no AI, whatever it is called. One over an AI value hands that value on, and `link` follows it. */
export function calculatedField(input: MappingInput): Detection | undefined {
  const { asset, context, knowledge } = input;
  const formula = textAt(asset.payload, 'formula');
  if (formula === undefined) {
    return undefined;
  }
  const module = textAt(asset.payload, 'module') ?? '';
  const { fields, related } = readFormula(formula);
  const ai = [
    ...fields.map((name) => ({ module, name })),
    ...related.map(({ link, field }) => ({ module: moduleNamed(link, context), name: field })),
  ].find(({ module: of, name }) => (entryOf(of, name, knowledge)?.ai ?? 'no') !== 'no');
  if (ai) {
    return { result: 'not-ai', because: message('because.formula-over-ai', { field: propertyId(ai.module, ai.name) }) };
  }
  const telling = isScore(input) || speaksOfAi(input);
  return telling ? { result: 'not-ai', because: message('because.score-formula') } : { result: 'plain' };
}

/**
 * A score of the account's own without a formula: what people may type proves nothing by its name; what nobody may type
 * is written from outside, and how is asked.
 */
export function customField(input: MappingInput, name: string): Detection | undefined {
  const { asset, context } = input;
  if (valueAt(asset.payload, 'custom') !== true) {
    return undefined;
  }
  const id = asset.externalId;
  const score = isScore(input);
  const speaks = speaksOfAi(input);
  const readonly = valueAt(asset.payload, 'readonly') === true;
  const asks = readonly ? score || speaks : score && speaks;
  const empty = context.population.get(id) === 0 && !context.readBy.has(id);
  if (!asks || empty || context.aiWrites.has(id)) {
    return { result: 'plain' };
  }
  if (context.writers.get(id)?.['process'] !== undefined) {
    return { result: 'not-ai', because: message('because.score-by-process') };
  }
  const label = textAt(asset.payload, 'label') ?? name;
  return {
    result: 'undetermined',
    because: message('because.field-from-outside', { name: label }),
    systems: [
      {
        system: { id: 'external-score', vendor: 'unknown', name: label },
        kind: score ? 'score' : 'content',
        ownKey: false,
        facts: factsFrom(score ? { technique: 'unknown-external', output: ['score'] } : {}, 'observed', 'field'),
        evidence: [evidence('evidence.field-from-outside', id, name, 'hint')],
      },
    ],
  };
}

function isScore({ asset }: MappingInput): boolean {
  const name = asset.externalId.replace(/^.*\//, '').replaceAll('_', ' ');
  return (
    VALUE_TYPES.has(textAt(asset.payload, 'type') ?? '') &&
    SCORE_NAME.test(`${textAt(asset.payload, 'label') ?? ''} ${name}`)
  );
}

function speaksOfAi({ asset, knowledge }: MappingInput): boolean {
  const label = textAt(asset.payload, 'label') ?? '';
  return identifierSpeaksOfAi(asset.externalId.replace(/^.*\//, '')) || textSpeaksOfAi(label, knowledge);
}
