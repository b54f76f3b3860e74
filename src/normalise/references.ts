import type { Effect } from '../model/facts.ts';

/** A property of an object type: `contacts`, `2-1234` … as in the API path. */
export interface PropertyRef {
  objectType: string;
  property: string;
  /** Where it stands in the asset (`actions[2].fields.value`). */
  at: string;
  /** `action`: id of the workflow step. */
  step?: string;
}

export interface Read extends PropertyRef {
  how: 'branch' | 'enrolment' | 'filter' | 'input' | 'token' | 'formula' | 'forecast';
}

export interface Write extends PropertyRef {
  /** Text of a constant that is written. */
  value?: string;
  /** The step whose output is written. */
  fromStep?: string;
  /** The property that is copied. */
  fromProperty?: string;
}

export interface Deed {
  /** What a step does with the record or a person; `decide`: it writes a verdict on them (rejected, a price). */
  role: string;
  /** What that means for the person, where the step itself tells. */
  effect?: Effect;
  audience: 'customer' | 'employee' | 'none';
  at: string;
  step: string;
  /** The e-mail, sequence, list or workflow it names. */
  target?: { kind: string; externalId: string };
  /** Texts the step holds (subject, body, branch name), redacted. */
  texts: string[];
  /** Steps whose output it uses. */
  fromSteps: string[];
}

/** Kinds of assets that are mails or their templates: `Context.emails` knows them by id. */
export const isMail = ({ kind }: { kind: string }) => kind === 'email' || kind === 'email-template';

/** A set of rules that others call: what it looks at and what it sets, without a place of its own. */
export interface RuleReferences {
  reads: readonly Pick<Read, 'objectType' | 'property'>[];
  writes: readonly Pick<Write, 'objectType' | 'property' | 'value'>[];
}

/** What an asset has to do with others: compact, since all of them are held while linking. */
export interface References {
  objectType?: string;
  /** False for what is written down and not used (a draft); absent where the asset says so itself (`isEnabled`). */
  live?: boolean;
  reads: Read[];
  writes: Write[];
  deeds: Deed[];
  /** step id → ids of the steps that run after it. */
  following: Record<string, string[]>;
  /** Steps whose answer leaves no trace in the definition: no API shows where it goes. */
  hiddenOutputs?: string[];
}
