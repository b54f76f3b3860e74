import { ask } from './ask.ts';
import { readSettings } from './read-answer.ts';
import { useAnswer } from './use-answer.ts';

/** Whether this person may start a scan where no record says so: the settings know. Undefined while it is asked. */
export function useMayChange(wanted: boolean): boolean | null | undefined {
  const { asked } = useAnswer(wanted ? 'settings' : undefined, () => ask('settings', readSettings));
  if (asked === undefined) {
    return undefined;
  }
  return asked.ok ? asked.answer.mayChange : null;
}
