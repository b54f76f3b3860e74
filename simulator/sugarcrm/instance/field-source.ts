import { z } from 'zod';
import { RELEASES } from './profile.ts';

const Name = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/);

const Written = z.strictObject({
  name: Name,
  /** `decimal(10,8)`, `varchar(20)`, `enum`. */
  type: z.string().default('varchar(255)'),
  label: z.string().optional(),
  /** The name of a dropdown, or its items. */
  options: z.union([z.string(), z.array(z.string())]).optional(),
  /** `readonly audited !importable`. */
  flags: z.string().default(''),
  icon: z.string().optional(),
  formula: z.string().optional(),
  dependency: z.string().optional(),
  /** Any one of the keys unlocks the field. */
  licence: z.array(z.string()).default([]),
  since: z.enum(RELEASES).optional(),
  help: z.string().optional(),
  comment: z.string().optional(),
  /** What a button of type `actionbutton` does. */
  buttons: z.array(z.strictObject({ type: z.string(), url: z.string().optional() })).optional(),
  raw: z.record(z.string(), z.unknown()).optional(),
});
export type Field = z.infer<typeof Written>;

/** In full, or `name:type` when there is nothing else to say. */
export const FieldSource = z.union([
  z.string().transform((text): Field => {
    const [name = '', type = 'varchar(255)'] = text.split(':');
    return Written.parse({ name, type });
  }),
  Written,
]);
