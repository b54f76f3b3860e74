import { z } from 'zod';
import type { Actor } from './audit.ts';
import { keyDeclared } from './declaration.ts';
import { FEATURE_KINDS } from './feature.ts';
import { FactValues } from './facts-schema.ts';
import type { FactName } from './facts.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

/** Of free text no more than a sentence or two is a fact. */
export const LONGEST_FACT = 1_000;

/** A feature that no API shows, or that is only planned, as a person describes it. Facts left out are asked. */
export const DeclaredFeature = z.strictObject({
  name: text(200),
  /** Of the catalogue: one of the vendor's features that no API shows. What the catalogue says of it need not be said. */
  catalogueId: text(100).optional(),
  kind: z.enum(FEATURE_KINDS).optional(),
  system: z.strictObject({ vendor: text(200), name: text(200), model: text(200).optional() }).optional(),
  facts: FactValues.superRefine((facts, context) => {
    for (const [name, value] of Object.entries(facts)) {
      const fault = faultOf(name as FactName, value);
      if (fault !== undefined) {
        context.addIssue({ code: 'custom', path: [name], message: fault });
      }
    }
  }).default({}),
  note: text(2_000).optional(),
});
export type DeclaredFeature = z.infer<typeof DeclaredFeature>;

function faultOf(name: FactName, value: unknown): string | undefined {
  if ((JSON.stringify(value) ?? '').length > LONGEST_FACT) {
    return `has at most ${LONGEST_FACT} characters`;
  }
  return keyDeclared('', name) === '' ? undefined : 'is the company’s: declare it once, with PUT …/facts';
}

/** What was said of it at one time. The last version counts; earlier ones stay as they were. */
export interface DeclaredVersion {
  id: string;
  /** Absent: withdrawn. */
  said?: DeclaredFeature;
  reason?: string;
  by: Actor;
  at: string;
}

export const DECLARED = 'declared';
