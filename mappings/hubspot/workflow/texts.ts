import type { MappingInput, SourceText } from '#src/normalise/mapping.ts';
import { textAt } from '#src/normalise/values.ts';
import { codeOf } from './custom-code.ts';
import { stepsOf, type Step } from './steps.ts';
import { inputsOf } from './values.ts';

/** The flow's own words: its name and description are hints, what it tells a model is observed. */
export function textsOfWorkflow({ asset }: MappingInput): SourceText[] {
  const own = ['name', 'description'].flatMap((at): SourceText[] => {
    const text = textAt(asset.payload, at);
    return text === undefined ? [] : [{ text, at, as: 'hint' }];
  });
  return [...own, ...stepsOf(asset.payload).flatMap(textsOfStep)];
}

function textsOfStep(step: Step): SourceText[] {
  const code = codeOf(step);
  if (code) {
    const names = [...code.inputs, ...code.outputs].map((name) => name.replaceAll('_', ' '));
    return [
      ...code.texts.map((text): SourceText => ({
        text: text.value,
        at: `${step.at}.sourceCode line ${text.line}`,
        as: 'observed',
        step: step.id,
      })),
      ...(names.length > 0
        ? [{ text: names.join(', '), at: `${step.at}.inputFields`, as: 'hint' as const, step: step.id }]
        : []),
    ];
  }
  if (step.type !== 'SINGLE_CONNECTION') {
    return [];
  }
  return inputsOf(step.fields).texts.map((text): SourceText => ({
    text,
    at: `${step.at}.fields`,
    as: 'observed',
    step: step.id,
  }));
}
