import type { Mapping } from '../../src/normalise/mapping.ts';
import { businessRule } from './business-rule.ts';
import { chat } from './chat.ts';
import { adminPanel, cspHost, route, server } from './context-only.ts';
import { activityCount, fieldUsage } from './counts.ts';
import { dashlet } from './dashlet.ts';
import { emailTemplate } from './email-template.ts';
import { field } from './field.ts';
import { forecast } from './forecast.ts';
import { hint } from './hint.ts';
import { licence } from './licence.ts';
import { module } from './module.ts';
import { installedPackage } from './package.ts';
import { processDefinition } from './process-definition.ts';
import { legacyWorkflow, smartGuide } from './rule-based.ts';
import { scheduler } from './scheduler.ts';
import { smartGuideWebhook, webLogicHook } from './webhooks.ts';

/** In the order of reading: fields come last, since whether one is in use depends on who reads and writes it. */
export const sugarcrmMappings: readonly Mapping[] = [
  server,
  licence,
  module,
  fieldUsage,
  activityCount,
  cspHost,
  adminPanel,
  route,
  emailTemplate,
  businessRule,
  processDefinition,
  webLogicHook,
  smartGuide,
  smartGuideWebhook,
  legacyWorkflow,
  scheduler,
  dashlet,
  installedPackage,
  chat,
  forecast,
  hint,
  field,
];
