import type { MappingInput } from '#src/normalise/mapping.ts';
import type { Deed, Read, References, Write } from '#src/normalise/references.ts';
import { objectsAt, textAt } from '#src/normalise/values.ts';
import { readsOfFilter } from '../filters.ts';
import { objectPath } from '../object-types.ts';
import { edgesOf, stepsOf, type Step } from './steps.ts';
import { inputsOf, type Inputs } from './values.ts';
import { writesOf } from './writes.ts';

/** What a flow reads, writes and does, step by step: the data flow that `link` follows. */
export function referencesOfWorkflow({ asset, knowledge }: MappingInput): References {
  const flow = asset.payload;
  const objectType =
    objectPath(textAt(flow, 'objectTypeId')) ?? (textAt(flow, 'type') === 'CONTACT_FLOW' ? 'contacts' : undefined);
  const own = objectType ?? 'unknown';
  const steps = stepsOf(flow);
  const reads: Read[] = ['enrollmentCriteria', 'suppressionFilterBranch', 'goalFilterBranch'].flatMap((key) =>
    readsOfFilter(flow[key], { objectType: own, at: key, how: 'enrolment' }),
  );
  const writes: Write[] = [];
  const deeds: Deed[] = [];

  for (const step of steps) {
    const inputs = inputsOf({
      fields: step.fields,
      inputFields: step.raw['inputFields'] ?? null,
      inputValue: step.raw['inputValue'] ?? null,
    });
    reads.push(...branchReads(step, own), ...inputs.properties.map((property) => inputRead(step, own, property)));
    const known = knowledge.actionType(step.actionTypeId ?? '');
    const stepWrites = writesOf(step, known?.role, own);
    writes.push(...stepWrites);
    deeds.push(deedOf(step, known?.role, known?.audience, inputs));
  }
  return { ...(objectType !== undefined && { objectType }), reads, writes, deeds, following: edgesOf(steps) };
}

function branchReads(step: Step, objectType: string): Read[] {
  return objectsAt(step.raw, 'listBranches').flatMap((branch, index) =>
    readsOfFilter(branch['filterBranch'], {
      objectType,
      at: `${step.at}.listBranches[${index}]`,
      how: 'branch',
      step: step.id,
    }),
  );
}

function inputRead(step: Step, objectType: string, property: string): Read {
  const how = step.type === 'STATIC_BRANCH' ? 'branch' : 'input';
  return { objectType, property, at: `${step.at}.fields`, how, step: step.id };
}

function deedOf(step: Step, role: string | undefined, audience: Deed['audience'] | undefined, inputs: Inputs): Deed {
  const branchNames = ['listBranches', 'staticBranches'].flatMap((list) =>
    objectsAt(step.raw, list).flatMap((branch) => textAt(branch, 'branchName') ?? textAt(branch, 'branchValue') ?? []),
  );
  const target = targetOf(step, role);
  return {
    role:
      role ??
      (step.type.endsWith('_BRANCH')
        ? 'branch'
        : step.type === 'SINGLE_CONNECTION'
          ? 'unknown'
          : step.type.toLowerCase()),
    audience: audience ?? 'none',
    at: step.at,
    step: step.id,
    ...(target && { target }),
    texts: [...branchNames, ...inputs.texts].slice(0, 12),
    fromSteps: [...new Set(inputs.steps)],
  };
}

/** What the step names by id: the e-mail it sends, the list it fills, the flow it starts. */
function targetOf(step: Step, role: string | undefined): Deed['target'] {
  const ids: Record<string, readonly [kind: string, field: string]> = {
    'send-email': ['email', 'content_id'],
    'internal-email': ['email', 'content_id'],
    list: ['segment', 'list_id'],
    'start-workflow': ['workflow', 'flow_id'],
    'enrol-sequence': ['sequence', 'sequence_id'],
  };
  const [kind, field] = ids[role ?? ''] ?? [];
  const externalId =
    field === undefined ? undefined : (textAt(step.fields, field) ?? textAt(step.fields, `${field}.staticValue`));
  return kind !== undefined && externalId !== undefined ? { kind, externalId } : undefined;
}
