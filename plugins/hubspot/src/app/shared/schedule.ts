import type { Words } from './words/words.ts';

/** The choices of the settings page. Any other schedule is made in the dashboard, and only shown here. */
export const NIGHTLY = '0 3 * * *';
export const WEEKLY = '0 5 * * 1';
export const OFF = '';

export function scheduleChoices(current: string, words: Words): { label: string; value: string }[] {
  const choices = [
    { label: words.scheduleOff, value: OFF },
    { label: words.scheduleNight, value: NIGHTLY },
    { label: words.scheduleWeek, value: WEEKLY },
  ];
  return choices.some(({ value }) => value === current)
    ? choices
    : [...choices, { label: words.scheduleOwn, value: current }];
}
