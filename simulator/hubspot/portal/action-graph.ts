import { z } from 'zod';
import type { Body } from '../../shared/body.ts';
import { isBody } from '../../shared/body.ts';
import { filterBranchOf } from './condition.ts';
import { actionOf } from './steps.ts';
import { inputValueOf } from './value.ts';

const Steps = z.array(z.record(z.string(), z.unknown()));
type Step = z.infer<typeof Steps>[number];

const Branch = z.strictObject({
  cases: z.array(z.strictObject({ name: z.string().optional(), when: z.unknown(), then: Steps })),
  otherwise: Steps.default([]),
});
const Switch = z.strictObject({ on: z.unknown(), cases: z.record(z.string(), Steps), otherwise: Steps.default([]) });
const Test = z.array(z.strictObject({ percentage: z.number().int(), then: Steps }));
const Repeat = z.strictObject({ times: z.number().int().max(2_000), step: z.record(z.string(), z.unknown()) });

/** Turns nested steps into HubSpot's flat list of numbered actions that point to each other. */
export class ActionGraph {
  readonly actions: Body[] = [];
  readonly #labels = new Map<string, string>();
  #last = 0;

  get nextActionId(): string {
    return String(this.#last + 1);
  }

  /** Adds the steps in a row, ending at `then`; answers where the row begins. */
  addRow(written: readonly Step[], then?: string): string | undefined {
    const row = written.flatMap(repeated).map((step) => ({ step, id: this.#idFor(step) }));
    row.forEach(({ step, id }, index) => {
      if (id === undefined) return;
      const next = row[index + 1];
      const goto = next?.step.goto;
      const following = goto === undefined ? (next?.id ?? then) : this.#idOf(String(goto));
      this.#add(step, id, following, goto !== undefined);
    });
    const first = row[0];
    return first === undefined ? then : (first.id ?? this.#idOf(String(first.step.goto)));
  }

  #idFor(step: Step): string | undefined {
    if ('goto' in step) return undefined;
    this.#last++;
    const id = String(this.#last);
    if (typeof step.as === 'string') this.#labels.set(step.as, id);
    return id;
  }

  #idOf(label: string): string {
    const id = this.#labels.get(label);
    if (id === undefined) throw new Error(`No step is called ${label}`);
    return id;
  }

  #add(step: Step, actionId: string, following: string | undefined, isGoto: boolean): void {
    const verbs = Object.keys(step).filter((key) => key !== 'as');
    const verb = verbs[0];
    if (verb === undefined || verbs.length > 1)
      throw new Error(`A step has one verb, not ${verbs.join(', ') || 'none'}`);
    const place = this.actions.push({}) - 1;
    const action = this.#branching(verb, step[verb], following) ?? this.#single(verb, step[verb], following, isGoto);
    this.actions[place] = { ...action, actionId };
  }

  #single(verb: string, written: unknown, following: string | undefined, isGoto: boolean): Body {
    const action = actionOf(verb, written, (label) => this.#idOf(label));
    if (action === undefined) throw new Error(`Unknown step ${verb}`);
    return { connection: connectionTo(following, isGoto ? 'GOTO' : 'STANDARD'), ...action };
  }

  #branching(verb: string, written: unknown, following: string | undefined): Body | undefined {
    if (verb === 'branch') return this.#listBranch(Branch.parse(written), following);
    if (verb === 'switch') return this.#staticBranch(Switch.parse(written), following);
    if (verb === 'test') return this.#testBranch(Test.parse(written), following);
    return undefined;
  }

  #listBranch({ cases, otherwise }: z.infer<typeof Branch>, following?: string): Body {
    const listBranches = cases.map(({ name, when, then }) => ({
      branchName: name,
      filterBranch: filterBranchOf(when),
      connection: connectionTo(this.addRow(then, following)),
    }));
    const defaultBranch = connectionTo(this.addRow(otherwise, following));
    return { type: 'LIST_BRANCH', listBranches, defaultBranchName: 'None met', defaultBranch };
  }

  #staticBranch({ on, cases, otherwise }: z.infer<typeof Switch>, following?: string): Body {
    const staticBranches = Object.entries(cases).map(([branchValue, then]) => ({
      branchValue,
      connection: connectionTo(this.addRow(then, following)),
    }));
    const inputValue = inputValueOf(on, (label) => this.#idOf(label));
    const defaultBranch = connectionTo(this.addRow(otherwise, following));
    return { type: 'STATIC_BRANCH', inputValue, staticBranches, defaultBranchName: 'Other', defaultBranch };
  }

  #testBranch(branches: z.infer<typeof Test>, following?: string): Body {
    const testBranches = branches.map(({ percentage, then }) => ({
      percentage,
      connection: connectionTo(this.addRow(then, following)),
    }));
    return { type: 'AB_TEST_BRANCH', testBranches };
  }
}

function connectionTo(nextActionId: string | undefined, edgeType = 'STANDARD'): Body | undefined {
  return nextActionId === undefined ? undefined : { edgeType, nextActionId };
}

function repeated(step: Step): Step[] {
  if (!isBody(step.repeat)) return [step];
  const { times, step: inner } = Repeat.parse(step.repeat);
  return Array.from({ length: times }, () => inner);
}
