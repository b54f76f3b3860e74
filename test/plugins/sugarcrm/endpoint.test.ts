import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { makeSummary, farewell, type SummarySource } from '../../../src/exports/sugarcrm/summary.ts';
import type { InventoryEntry } from '../../../src/model/inventory.ts';
import { entryOf } from '../../exports/sugarcrm/support/entry.ts';
import { buildPackage } from '../../../tools/sugarcrm-package/build.ts';
import { describeWithPhp } from '../../support/php.ts';
import { type Asked, callEndpoint, runPhp } from './support/endpoint.ts';

const HOSTILE = '<img src=x onerror="alert(1)"> & \\ \'q\' 候補者 🙂';
const AT = '2026-11-27T10:00:00.000Z';

const lead = entryOf({ feature: { name: HOSTILE }, assessment: { tier: 'high', flags: ['high-risk-review'] } });
const call = entryOf({ feature: { name: 'Tone' }, asset: { objectType: 'Calls' }, staleSince: AT });
const licence = entryOf({ feature: { name: 'Licence' }, asset: { kind: 'licence', objectType: '' } });

const pushed = (entries: InventoryEntry[] = [lead, call, licence], parts: Partial<SummarySource> = {}) =>
  makeSummary(
    {
      lookedAt: AT,
      coverage: [{ stream: 'chat', status: 'denied', assets: 0, grant: 'admin user' }],
      examined: { assets: 9, ai: 2, notAi: 7, undetermined: 0 },
      entries,
      total: entries.length,
      decisionOf: (key) => (key === lead.feature.key ? 'dispute' : undefined),
      ...parts,
    },
    {
      tell: ({ feature }, language) => ({ does: `does “${feature.name}”`, why: `why ${language} é` }),
      dashboard: 'https://ai.example.com/a?b=1&c=2',
    },
  );
const summary = pushed();
const ask = (asked: Asked, held: unknown = summary) =>
  callEndpoint({ modules: ['Leads', 'Calls'], settings: { aiinv: true, aiinv_summary: held }, ...asked });
const namesIn = ({ body }: ReturnType<typeof ask>) => body.features?.map(({ name }) => name);

describeWithPhp('plugins/sugarcrm/endpoint', () => {
  it('is in a package whose every PHP file has the right syntax', () => {
    const folder = mkdtempSync(join(tmpdir(), 'package-'));
    const sources = Object.entries(unzipSync(buildPackage().zip)).filter(([name]) => name.endsWith('.php'));
    sources.forEach(([, bytes], index) => writeFileSync(join(folder, `${index}.php`), bytes));
    const faults = readdirSync(folder).map((file) => spawnSync('php', ['-n', '-l', join(folder, file)]).status);
    rmSync(folder, { recursive: true });
    expect(faults.length).toBeGreaterThan(10);
    expect(new Set(faults)).toEqual(new Set([0]));
  });

  it('brings language files that PHP reads as they were written', () => {
    const { zip } = buildPackage();
    const file = Object.entries(unzipSync(zip)).find(([name]) =>
      name.endsWith('application/Ext/Language/fr_FR.aiinv.php'),
    );
    const source = new TextDecoder().decode(file?.[1]).replace('<?php', '');
    const strings = JSON.parse(runPhp(`$app_strings = []; ${source} echo json_encode($app_strings);`)) as object;
    expect(strings).toMatchObject({ LBL_AIINV_UNREAD: '{stream} : {status}.', LBL_AIINV_ADVICE: expect.any(String) });
  });

  it('tells a user what acts on records of a module that he may access, and nothing else', () => {
    expect(ask({ args: { module: 'Leads', language: 'de' } })).toEqual({
      status: 200,
      body: {
        state: 'ready',
        scope: 'module',
        admin: false,
        at: AT,
        complete: false,
        unread: [{ stream: 'chat', status: 'denied', grant: 'admin user' }],
        features: [
          {
            name: HOSTILE,
            kind: 'score',
            tier: 'high',
            flags: ['high-risk-review'],
            notice: 'not-needed',
            decision: 'dispute',
            does: `does “${HOSTILE}”`,
            why: 'why de é',
            off: false,
            stale: false,
          },
        ],
        more: 0,
        unplaced: 1,
      },
    });
  });

  it('names nothing that fills a field which the user may not see, and counts it', () => {
    const closed = ['Leads/ai_score'];
    expect(ask({ args: { module: 'Leads' }, closed }).body).toMatchObject({ features: [], more: 1 });
    expect(namesIn(ask({ args: { module: 'Calls' }, closed }))).toEqual(['Tone']);
  });

  it('tells an administrator everything', () => {
    const answer = ask({ admin: true });
    expect(namesIn(answer)).toEqual([HOSTILE, 'Tone', 'Licence']);
    expect(answer.body).toMatchObject({
      scope: 'all',
      admin: true,
      unplaced: 0,
      examined: { assets: 9, ai: 2, notAi: 7, undetermined: 0 },
      dashboard: 'https://ai.example.com/a?b=1&c=2',
    });
    expect(answer.body.features?.map(({ modules, stale }) => [modules, stale])).toEqual([
      [['Leads'], false],
      [['Calls'], true],
      [[], false],
    ]);
  });

  it.each<[string, Asked]>([
    ['everything, by a user', {}],
    ['everything, by a user with an empty module', { args: { module: '' } }],
    ['a module without access', { args: { module: 'Opportunities' } }],
    ['a module without access, by an administrator', { args: { module: 'Opportunities' }, admin: true }],
    ['a module, by a visitor of the portal', { args: { module: 'Leads' }, platform: 'portal' }],
    ['everything, by an administrator on the portal', { admin: true, platform: 'portal' }],
  ])('refuses %s', (_, asked) => {
    expect(ask(asked)).toEqual({ status: 403, body: { error: 'not_authorized' } });
  });

  it.each(['../Leads', 'Leads\n', 'a b', 'x'.repeat(101), ['Leads'], 7])(
    'takes %j for no name of a module',
    (module) => {
      expect(ask({ args: { module }, admin: true })).toEqual({ status: 422, body: { error: 'invalid_parameter' } });
    },
  );

  it.each([
    ['de', 'why de é'],
    ['es', 'why es é'],
    ['xx', 'why en é'],
    [undefined, 'why en é'],
    [['de'], 'why en é'],
  ])('speaks %s', (language, why) => {
    expect(ask({ args: { module: 'Leads', language } }).body.features?.[0]).toMatchObject({ why });
  });

  it.each([
    ['never-pushed', 'null', null],
    ['never-pushed', 'an empty text', ''],
    ['never-pushed', 'an empty setting', []],
    ['disconnected', 'the end of a connection', farewell(AT)],
    ['unreadable', 'a newer form', { ...summary, version: 2 }],
    ['unreadable', 'another state', { ...summary, state: 'odd' }],
    ['unreadable', 'a text', 'nonsense'],
    ['unreadable', 'a number', 7],
    ['unreadable', 'a version that is a text', { ...summary, version: '1' }],
  ])('says %s of %s', (state, _, held) => {
    const { status, body } = ask({ args: { module: 'Leads' } }, held);
    expect({ status, ...body }).toMatchObject({ status: 200, state, features: [], complete: false });
  });

  it('says never-pushed where there is no setting', () => {
    expect(ask({ args: { module: 'Leads' }, settings: {} }).body).toMatchObject({ state: 'never-pushed' });
  });

  it('reads a setting that comes as a text, also where Sugar has taken backslashes and entities out of it', () => {
    const text = JSON.stringify(summary);
    expect(text).not.toMatch(/\\|&|</);
    const answer = ask({ args: { module: 'Leads' } }, text);
    expect(namesIn(answer)).toEqual([HOSTILE]);
  });

  it.each([
    ['features', 'x'],
    ['features', [7, 'x', null, { modules: ['Leads'], name: ['x'], flags: [['x'], 'f'], why: ['x'], does: '0' }]],
    ['texts', 7],
    ['totals', 'x'],
    ['unread', [7]],
    ['examined', 7],
    ['dashboard', ['x']],
  ])('does not stumble over odd %s', (name, value) => {
    expect(ask({ args: { module: 'Leads' } }, { ...summary, [name]: value }).status).toBe(200);
    expect(ask({ admin: true }, { ...summary, [name]: value }).status).toBe(200);
  });

  it('shows a hundred and counts the rest', () => {
    const many = Array.from({ length: 150 }, (_, i) => entryOf({ feature: { name: `F${i}` } }));
    const { body } = ask({ args: { module: 'Leads' } }, pushed(many, { total: 400 }));
    expect(body.features).toHaveLength(100);
    expect(body['more']).toBe(50);
    expect(ask({ admin: true }, pushed(many, { total: 400 })).body['more']).toBe(300);
  });
});
