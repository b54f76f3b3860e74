import type { StepFinding } from '#src/normalise/finding.ts';
import { judgeAddress } from '#src/normalise/judge-address.ts';
import type { MappingInput } from '#src/normalise/mapping.ts';
import { textAt } from '#src/normalise/values.ts';
import type { Step } from './steps.ts';

export function judgeWebhook(step: Step, { knowledge }: MappingInput): StepFinding {
  const keyName = textAt(step.raw, 'authSettings.secretName');
  return judgeAddress(
    {
      address: textAt(step.raw, 'webhookUrl'),
      at: `${step.at}.webhookUrl`,
      ...(keyName !== undefined && { keyNames: [keyName] }),
    },
    knowledge,
  );
}
