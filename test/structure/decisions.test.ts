import { describe, expect, it } from '@jest/globals';
import { filesIn, read } from './support/repository.ts';

const decisions = filesIn('docs/adr', '.md').map((path) => path.replace('docs/adr/', ''));

describe('structure/decisions', () => {
  it('numbers decisions from 0001 without a gap', () => {
    expect(decisions.map((file) => file.slice(0, 4))).toEqual(
      decisions.map((_, index) => String(index + 1).padStart(4, '0')),
    );
  });

  it.each(decisions)('%s has title, status, context, decision and consequences', (file) => {
    const text = read(`docs/adr/${file}`);
    expect(text).toMatch(new RegExp(`^# ${file.slice(0, 4)} \\S`));
    expect(text).toMatch(/^Status: (proposed|accepted|superseded by \d{4}), \d{4}-\d\d-\d\d$/m);
    const parts = ['Context', 'Decision', 'Consequences'].map((part) => text.indexOf(`\n## ${part}\n`));
    expect(parts.every((at, index) => at > (parts[index - 1] ?? 0))).toBe(true);
  });
});
