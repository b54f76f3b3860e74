import type { Mapping } from '../../src/normalise/mapping.ts';
import { chatflow } from './chatflow.ts';
import {
  account,
  actionType,
  auditEvent,
  owner,
  pipeline,
  propertyHistory,
  propertyPopulation,
  securityEvent,
  user,
} from './context-only.ts';
import { email } from './email.ts';
import { forecast } from './forecast.ts';
import { leadScore } from './lead-score.ts';
import { objectSchema } from './object-schema.ts';
import { property } from './property.ts';
import { segment } from './segment.ts';
import { sequence } from './sequence.ts';
import { workflow } from './workflow.ts';

/** In the order of reading: properties come last, since whether one is in use depends on who reads and writes it. */
export const hubspotMappings: readonly Mapping[] = [
  account,
  actionType,
  securityEvent,
  auditEvent,
  user,
  owner,
  pipeline,
  objectSchema,
  propertyPopulation,
  propertyHistory,
  workflow,
  segment,
  forecast,
  email,
  sequence,
  leadScore,
  chatflow,
  property,
];
