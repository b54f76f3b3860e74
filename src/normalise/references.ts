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
  /** What a step does with the record or a person. */
  role: string;
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

/** What an asset has to do with others: compact, since all of them are held while linking. */
export interface References {
  objectType?: string;
  reads: Read[];
  writes: Write[];
  deeds: Deed[];
  /** step id → ids of the steps that run after it. */
  following: Record<string, string[]>;
}
