import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';

const law = loadLaw();
const rules = new Set(euAiAct.map(({ id }) => id));
const RULES = new URL('../../rules/eu-ai-act/', import.meta.url);

describe('knowledge/law', () => {
  it.each([
    ['aia-4', '2025-02-02', '2025-02-02'],
    ['aia-5-1-f', '2025-02-02', '2025-02-02'],
    ['aia-5-1-ba-bb', '2026-12-02', null],
    ['aia-26-7', '2027-12-02', '2026-08-02'],
    ['aia-27', '2027-12-02', '2026-08-02'],
    ['aia-25-1-c', '2027-12-02', '2026-08-02'],
    ['aia-86', '2027-12-02', '2026-08-02'],
    ['aia-49-3', '2027-12-02', '2026-08-02'],
    ['aia-50-1', '2026-08-02', '2026-08-02'],
    ['aia-50-2', '2026-08-02', '2026-08-02'],
    ['aia-50-2-older', '2026-12-02', '2026-08-02'],
    ['aia-50-3', '2026-08-02', '2026-08-02'],
    ['aia-50-4-text', '2026-08-02', '2026-08-02'],
    ['gp-verify-notice', null, null],
    ['no-such-duty', null, null],
  ])('%s applies from %s, and under the calendar of 2024 from %s', (id, now, before) => {
    expect([law.appliesFrom(id), law.appliesFrom(id, 'cal-2024')]).toEqual([now, before]);
  });

  it('names each obligation once, and each is called for by its rules or asked by hand with a reason', () => {
    const ids = law.obligations.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const loose = law.obligations.filter(({ id, assessedBy, manual }) =>
      assessedBy.length === 0
        ? !manual
        : assessedBy.some((rule) => !euAiAct.some((one) => one.id === rule && one.obligations.includes(id))),
    );
    expect(loose.map(({ id }) => id)).toEqual([]);
  });

  it('says of each obligation that a rule calls for which rules do', () => {
    const unsaid = euAiAct.flatMap(({ id, obligations }) =>
      obligations.filter((one) => !law.obligation(one)?.assessedBy.includes(id)).map((one) => `${one} by ${id}`),
    );
    expect(unsaid).toEqual([]);
    expect(law.obligations.flatMap(({ assessedBy }) => assessedBy).filter((id) => !rules.has(id))).toEqual([]);
  });

  it('keeps law and good practice apart, and dates every duty of the Act', () => {
    const mixed = law.obligations.filter(
      ({ id, article, ground, calendar }) =>
        (id.startsWith('gp-') && (ground !== 'good-practice' || /Art\./.test(article))) ||
        (ground === 'good-practice' && calendar !== undefined) ||
        (id.startsWith('aia-') && ground === 'law' && calendar === undefined),
    );
    expect(mixed.map(({ id }) => id)).toEqual([]);
  });

  it('finds no date in a rule', () => {
    const dated = readdirSync(RULES).filter((file) =>
      /\b20\d\d-\d\d|\b\d{1,2} \w+ 20\d\d/.test(readFileSync(new URL(file, RULES), 'utf8')),
    );
    expect(dated).toEqual([]);
  });

  it('marks the dates that rest on interpretation', () => {
    const marked = law.calendar.provisions.filter(({ interpretive }) => interpretive).map(({ key }) => key);
    expect(marked).toEqual(['registration', 'explanation']);
  });
});
