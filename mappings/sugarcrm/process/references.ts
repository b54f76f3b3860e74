import type { JsonObject } from '#src/model/json.ts';
import type { Context } from '#src/normalise/context.ts';
import type { MappingInput } from '#src/normalise/mapping.ts';
import type { Deed, Read, References, RuleReferences, Write } from '#src/normalise/references.ts';
import { objectsAt, textAt, textsAt, valueAt } from '#src/normalise/values.ts';
import { moduleNamed } from '../modules.ts';
import { refsOfRule } from '../rules.ts';
import { edgesOf, elementsOf, type Element } from './elements.ts';
import { readsOfCriteria } from './criteria.ts';
import { roleOf, type Role } from './roles.ts';
import { verdictIn } from './verdicts.ts';

/** What a process reads, sets and does, element by element: the data flow that `link` follows. */
export function referencesOfProcess({ asset, context, knowledge }: MappingInput): References {
  const { payload } = asset;
  const own = textAt(payload, 'module') ?? 'unknown';
  const elements = elementsOf(payload);
  const reads: Read[] = [
    ...readsOfCriteria(payload['terminate'], { own, at: 'terminate', how: 'enrolment' }, context),
    ...objectsAt(payload, 'flows').flatMap((flow, index) =>
      readsOfCriteria(
        flow['criteria'],
        { own, at: `flows[${index}].criteria`, how: 'branch', step: textAt(flow, 'from') ?? '' },
        context,
      ),
    ),
  ];
  const writes: Write[] = [];
  const deeds: Deed[] = [];
  for (const element of elements) {
    const rule = ruleOf(element, payload, context);
    const set = [...settingsOf(element, own, context), ...writesOfRule(element, rule)];
    reads.push(...readsOf(element, own, context), ...readsOfRule(element, rule));
    writes.push(...set);
    deeds.push(deedOf(element, roleOf(element)));
    // A new record always has an owner and a state: only what is changed on a record says something of its person.
    const changes = textAt(element.raw, 'scriptType') === 'ADD_RELATED_RECORD' ? [] : set;
    for (const { objectType: module, property: field, value } of changes) {
      const verdict = verdictIn({ module, field, value }, context, knowledge);
      deeds.push({ ...deedOf(element, { role: 'set-property', audience: 'employee' }), ...verdict });
    }
  }
  // A web hook of SugarBPM names no field for the answer (BEHAVIOR.md, process definitions).
  const hiddenOutputs = elements.filter(({ raw }) => valueAt(raw, 'request') !== undefined).map(({ id }) => id);
  return { objectType: own, reads, writes, deeds, following: edgesOf(payload), hiddenOutputs };
}

function readsOf(element: Element, own: string, context: Context): Read[] {
  const start = textAt(element.raw, 'eventType') === 'START';
  const criteria = readsOfCriteria(
    element.raw['criteria'],
    { own, at: `${element.at}.criteria`, how: start ? 'enrolment' : 'branch', step: element.id },
    context,
  );
  const tokens = [...textsAt(element.raw, 'request.dataFields'), ...objectsAt(element.raw, 'reads').map(idOf)];
  const inputs = [...new Set(tokens)].flatMap((id): Read[] => {
    const [module, property] = id.split('/');
    return module && property
      ? [{ objectType: moduleNamed(module, context), property, at: element.at, how: 'input', step: element.id }]
      : [];
  });
  return [...criteria, ...inputs];
}

const idOf = (ref: JsonObject) => `${textAt(ref, 'module') ?? ''}/${textAt(ref, 'field') ?? ''}`;

const TOKEN = /\{::([^:{}]+)::([^:{}]+)::\}/;

function settingsOf(element: Element, own: string, context: Context): Write[] {
  return objectsAt(element.raw, 'sets').flatMap((set): Write[] => {
    const property = textAt(set, 'field');
    if (property === undefined) {
      return [];
    }
    const given = valueAt(set, 'value');
    const value = ['string', 'number', 'boolean'].includes(typeof given) ? String(given) : undefined;
    const copied = TOKEN.exec(value ?? '')?.[2];
    return [
      {
        objectType: moduleNamed(textAt(set, 'module') ?? own, context),
        property,
        at: `${element.at}.sets`,
        step: element.id,
        ...(copied === undefined && value !== undefined && { value }),
        ...(copied !== undefined && { fromProperty: copied }),
      },
    ];
  });
}

function ruleOf({ raw }: Element, payload: JsonObject, context: Context): RuleReferences | undefined {
  const id = textAt(raw, 'ruleId');
  if (id === undefined) {
    return undefined;
  }
  const enclosed = objectsAt(payload, 'dependencyRules').find((rule) => textAt(rule, 'id') === id);
  return context.rules.get(id) ?? (enclosed && refsOfRule(enclosed, context));
}

/** What a rule looks at decides what runs after it, as a branch does. */
function readsOfRule(element: Element, rule: RuleReferences | undefined): Read[] {
  return (rule?.reads ?? []).map((ref) => ({ ...ref, at: `${element.at}.ruleId`, how: 'branch', step: element.id }));
}

function writesOfRule(element: Element, rule: RuleReferences | undefined): Write[] {
  return (rule?.writes ?? []).map((ref) => ({ ...ref, at: `${element.at}.ruleId`, step: element.id }));
}

function deedOf(element: Element, { role, audience }: Role): Deed {
  const template = textAt(element.raw, 'emailTemplateId');
  return {
    role,
    audience,
    at: element.at,
    step: element.id,
    ...(template !== undefined && { target: { kind: 'email-template', externalId: template } }),
    texts: element.name === '' ? [] : [element.name],
    fromSteps: [],
  };
}
