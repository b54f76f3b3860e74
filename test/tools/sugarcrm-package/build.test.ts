import { describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import packageJson from '../../../package.json' with { type: 'json' };
import { LANGUAGES } from '../../../src/model/message.ts';
import { FEATURE_KINDS } from '../../../src/model/feature.ts';
import { DECISION_KINDS } from '../../../src/model/declaration.ts';
import { OWN_PACKAGE } from '../../../src/model/pushed-summary.ts';
import { STREAM_STATUSES } from '../../../src/model/coverage.ts';
import { sugarStreams } from '../../../connectors/sugarcrm/index.ts';
import { buildPackage } from '../../../tools/sugarcrm-package/build.ts';
import { labelsIn } from '../../../tools/sugarcrm-package/languages.ts';
import { lintPackage } from '../../../tools/sugarcrm-package/lint.ts';
import type { Static } from '../../../tools/sugarcrm-package/lint-manifest.ts';
import { phpOf } from '../../../tools/sugarcrm-package/php-text.ts';

const { zip, file, sha256 } = buildPackage();
const files = Object.fromEntries(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)]));
const fileName = (id: string) => id.toUpperCase().replaceAll('-', '_');

describe('tools/sugarcrm-package/build', () => {
  it('is accepted by the linter', () => {
    expect(lintPackage(zip)).toEqual([]);
  });

  it('has the same bytes each time, in any time zone', () => {
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Pacific/Kiritimati';
    const again = buildPackage();
    process.env['TZ'] = zone ?? 'UTC';
    expect(again.sha256).toBe(sha256);
  });

  it('carries the version of the program, and is for 13 to 26', () => {
    expect(file).toBe(`ai-feature-inventory-${packageJson.version}.zip`);
    const manifest = files['manifest.php'] ?? '';
    expect(manifest).toContain(`'version' => '${packageJson.version}'`);
    const pattern = new RegExp(/'\^([^']+)'/.exec(manifest)?.[0].slice(1, -1).replaceAll('\\\\', '\\') ?? '$^');
    const versions = ['12.0.0', '13.0.1', '13.3.0', '14.2.0', '25.1.0', '26.1.0', '27.1.0', '113.0.0'];
    expect(versions.filter((version) => pattern.test(version))).toEqual([
      '13.0.1',
      '13.3.0',
      '14.2.0',
      '25.1.0',
      '26.1.0',
    ]);
  });

  it('is what a scan knows it by, in words and in its link', () => {
    expect(files['manifest.php']).toContain(`'name' => '${OWN_PACKAGE.name}'`);
    expect(files['manifest.php']).toContain(`'description' => '${OWN_PACKAGE.description}'`);
    const links = Object.keys(files).filter((name) => files[name]?.includes(OWN_PACKAGE.page));
    expect(links).toEqual(['src/custom/Extension/modules/Administration/Ext/Administration/aiinv.php']);
  });

  it('copies every file, and the template for each view that shows it', () => {
    const targets = [...(files['manifest.php'] ?? '').matchAll(/'to' => '([^']+)'/g)].map(([, to]) => to);
    const sources = Object.keys(files).filter((name) => name.startsWith('src/'));
    expect(targets).toEqual(expect.arrayContaining(sources.map((name) => name.slice(4))));
    for (const view of ['aiinv-features', 'aiinv-overview']) {
      expect(targets).toContain(`custom/clients/base/views/${view}/${view}.hbs`);
    }
  });

  it.each(LANGUAGES)('says everything in %s, and nothing else', (language) => {
    const english = [...labelsIn('en').keys()].toSorted();
    expect([...labelsIn(language).keys()].toSorted()).toEqual(english);
    const places = (text = '') => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted().join();
    const odd = [...labelsIn(language)].filter(([key, text]) => places(text) !== places(labelsIn('en').get(key)));
    expect(odd).toEqual([]);
  });

  it.each([
    ['KIND', FEATURE_KINDS],
    ['DECISION', DECISION_KINDS],
    ['STATUS', STREAM_STATUSES.filter((status) => status !== 'complete' && status !== 'unavailable')],
    ['STREAM', sugarStreams([]).map(({ name }) => name)],
  ])('has a word for every %s', (kind, values) => {
    const labels = labelsIn('en');
    expect(values.filter((value) => !labels.has(`${kind}_${fileName(value)}`))).toEqual([]);
  });

  it('asks for no label that it does not bring', () => {
    const asked = Object.entries(files).flatMap(([name, text]) =>
      name.includes('/Language/') ? [] : [...text.matchAll(/LBL_AIINV_([A-Z_]+)|(?:label\(|: )'([A-Z_]{3,})'/g)],
    );
    const keys = asked.map(([, label, key]) => label ?? key ?? '').filter((key) => !key.endsWith('_'));
    expect(keys.length).toBeGreaterThan(20);
    expect(keys.filter((key) => !labelsIn('en').has(key))).toEqual([]);
  });

  it.each`
    value                 | php
    ${"it's a \\ path"}   | ${"'it\\'s a \\\\ path'"}
    ${'$x {$y} "z"\n'}    | ${'\'$x {$y} "z"\n\''}
    ${[]}                 | ${'[]'}
    ${{ a: [true, 1.5] }} | ${"[\n    'a' => [\n        true,\n        1.5,\n    ],\n]"}
  `('writes $value as PHP', ({ value, php }) => {
    expect(phpOf(value as Static)).toBe(php);
  });
});
