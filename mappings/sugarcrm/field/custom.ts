import { factsFrom } from '#src/model/facts-schema.ts';
import { message } from '#src/model/message.ts';
import { namesScore } from '#src/model/score-words.ts';
import { evidence } from '#src/normalise/finding.ts';
import type { Detection, MappingInput } from '#src/normalise/mapping.ts';
import { propertyId } from '#src/normalise/normalised.ts';
import { textAt, valueAt } from '#src/normalise/values.ts';
import { identifierSpeaksOfAi, textSpeaksOfAi } from '../ai-words.ts';
import { readFormula } from '../formula.ts';
import { moduleNamed } from '../modules.ts';
import { entryOf } from './catalogued.ts';

/** Fewer names than those of scores: what is no rank or grade that people give as a rule. */
const LEARNED_NAME =
  /(^|[^\p{L}])(\p{L}{0,20}score|scoring|propensity|likelihood|probability|churn|predict(ion|ed)|wahrscheinlichkeit|probabilit[éàa])($|[^\p{L}])/iu;
const NUMBERS = new Set(['int', 'integer', 'decimal', 'float', 'double', 'number', 'tinyint']);

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
 * is written from outside, and how is asked. So is a number that records hold and an automation acts on.
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
  const acted = context.readBy.has(id) && (context.population.get(id) ?? 0) > 0 && isNumber(input);
  const asks = readonly ? score || speaks : (score && speaks) || acted;
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
  const name = asset.externalId.replace(/^.*\//, '');
  return VALUE_TYPES.has(textAt(asset.payload, 'type') ?? '') && namesScore(name, textAt(asset.payload, 'label'));
}

function isNumber({ asset }: MappingInput): boolean {
  return NUMBERS.has(textAt(asset.payload, 'type') ?? '') && LEARNED_NAME.test(namesOf(asset));
}

function namesOf({ payload, externalId }: MappingInput['asset']): string {
  return `${textAt(payload, 'label') ?? ''} ${externalId.replace(/^.*\//, '').replaceAll('_', ' ')}`;
}

function speaksOfAi({ asset, knowledge }: MappingInput): boolean {
  const label = textAt(asset.payload, 'label') ?? '';
  return identifierSpeaksOfAi(asset.externalId.replace(/^.*\//, '')) || textSpeaksOfAi(label, knowledge);
}
