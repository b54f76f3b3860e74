import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';

const law = loadLaw();
const rules = new Set(euAiAct.map(({ id }) => id));
const LAW = new URL('../../knowledge/law/', import.meta.url);
const ARTICLES = [
  ...['3(3)', '4', '4a', '5(1)(a)', '5(1)(ba)', '5(1)(c)', '5(1)(d)', '5(1)(e)', '5(1)(f)', '5(1)(g)', '5(1)(h)'],
  ...['25(1)(a)', '25(1)(b)', '25(1)(c)', '25(2)', '25(4)'],
  ...Array.from({ length: 12 }, (_, index) => `26(${index + 1})`),
  ...['27', '49(3)', '50(1)', '50(2)', '50(3)', '50(4)', '50(5)', '72', '73', '85', '86', '99(3)', '99(4)', '111(2)'],
]
  .map((point) => `Art. ${point}`)
  .concat(['5', '13', '15', '21', '22', '35'].map((point) => `GDPR Art. ${point}`));
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
    ['aia-72', '2027-12-02', '2026-08-02'],
    ['aia-99-3', '2025-08-02', '2025-08-02'],
    ['aia-111-2', '2027-12-02', '2026-08-02'],
    ['gdpr-22', null, null],
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

  it.each([
    ['source', (text: string) => text.replace(/^ {4}text: act$/m, '    readOn: 2026-11-23')],
    ['date', (text: string) => text.replace(/^ {4}readOn: .*$/m, '')],
    ['known text', (text: string) => text.replace(/^ {4}text: act$/m, '    text: hearsay')],
    ['known calendar key', (text: string) => text.replace('calendar: literacy', 'calendar: someday')],
  ])('refuses an obligation without a %s', (_what, spoil) => {
    const dir = pathToFileURL(`${mkdtempSync(join(tmpdir(), 'law-'))}/`);
    for (const file of ['eu-ai-act.yaml', 'neighbours.yaml', 'calendar.yaml']) {
      const text = readFileSync(new URL(file, LAW), 'utf8');
      writeFileSync(new URL(file, dir), file === 'eu-ai-act.yaml' ? spoil(text) : text);
    }
    expect(() => loadLaw(dir)).toThrow();
    rmSync(dir, { recursive: true });
  });

  it('quotes the Act for every duty of it, and says what closes each duty', () => {
    const duties = law.obligations.filter(({ ground, information }) => ground === 'law' && !information);
    const ofAct = duties.filter(({ id, source }) => id.startsWith('aia-') && source.startsWith('Regulation'));
    expect(ofAct.filter(({ quote }) => !quote).map(({ id }) => id)).toEqual([]);
    expect(duties.filter(({ evidence, manual }) => !evidence && !manual).map(({ id }) => id)).toEqual([]);
  });

  it('keeps both readings of what the text leaves open, and says which is ours', () => {
    const open = law.obligations.flatMap(({ id, open: question }) => (question ? [[id, question] as const] : []));
    expect(open.map(([id]) => id)).toEqual(
      expect.arrayContaining(['aia-5-1-f', 'aia-6-4', 'aia-49-3', 'aia-86', 'aia-3-3', 'gdpr-22']),
    );
    expect(open.filter(([, { readings, ours }]) => readings[0] === readings[1] || ours === '')).toEqual([]);
  });

  it.each(ARTICLES)('holds what a deployer meets in %s', (article) => {
    expect(law.obligations.some((one) => one.article.startsWith(article))).toBe(true);
  });

  it('marks the dates that rest on interpretation', () => {
    const marked = law.calendar.provisions.filter(({ interpretive }) => interpretive).map(({ key }) => key);
    expect(marked).toEqual(['registration', 'explanation', 'monitoring-and-incidents']);
  });
});
