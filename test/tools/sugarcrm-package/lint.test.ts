import { describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { lintPackage } from '../../../tools/sugarcrm-package/lint.ts';
import { phpOf } from '../../../tools/sugarcrm-package/php-text.ts';

const PHP = 'src/custom/clients/base/api/FooApi.php';

const manifest = (paths: string[] = [PHP]) => `<?php
$manifest = ['name' => 'Foo', 'version' => '1.0', 'type' => 'module',
  'acceptable_sugar_versions' => ['regex_matches' => ['^14\\\\..*$']]];
$installdefs = ${phpOf({ id: 'foo', copy: paths.map((path) => ({ from: `<basepath>/${path}`, to: path.slice(4) })) })};
`;

function zipOf(files: Record<string, string>) {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

const rulesOf = (files: Record<string, string>) => [
  ...new Set(lintPackage(zipOf(files)).map(({ file, rule }) => `${file.split('/').at(-1)} ${rule}`)),
];
const withPhp = (code: string) => rulesOf({ 'manifest.php': manifest(), [PHP]: `<?php ${code}` });
const withManifest = (text: string) =>
  rulesOf({ 'manifest.php': text, [PHP]: '<?php\n' }).filter((rule) => rule.includes('manifest-'));
const withView = (name: string, text: string) => {
  const path = `src/custom/clients/base/views/foo/${name}`;
  return rulesOf({ 'manifest.php': manifest([path]), [path]: text });
};

describe('tools/sugarcrm-package/lint', () => {
  it.each`
    what                            | code
    ${'a class of the API'}         | ${'class FooApi extends SugarApi { public function x(array $a) { return json_decode($a["x"] ?? "", true); } }'}
    ${'loops, texts, static calls'} | ${'foreach ($list as $key => $one) { $b[] = SugarACL::checkAccess($one, "access") . "exec($key)"; }'}
    ${'words in a comment'}         | ${'/* eval(exec()) */ // `ls`'}
    ${'a method called like one'}   | ${'$this->copy(1); self::file();'}
    ${'a class of its own'}         | ${'new self(); new FooHelper();'}
    ${'an exception'}               | ${'throw new SugarApiExceptionNotAuthorized();'}
    ${'a constant of a class'}      | ${'$a = Foo::BAR; $b = Foo::$bar;'}
  `('lets pass $what', ({ code }) => {
    expect(withPhp(String(code))).toEqual([]);
  });

  it.each`
    code                                                                                         | rule
    ${'exec("ls");'}                                                                             | ${'denied-function'}
    ${'\\EXEC("ls");'}                                                                           | ${'denied-function'}
    ${'file_get_contents($url);'}                                                                | ${'denied-function'}
    ${'curl_init();'}                                                                            | ${'denied-function'}
    ${'stream_context_create();'}                                                                | ${'denied-function'}
    ${'array_map($f, $list);'}                                                                   | ${'denied-function'}
    ${'usort($list, "f");'}                                                                      | ${'denied-function'}
    ${'preg_replace_callback($a, $b, $c);'}                                                      | ${'denied-function'}
    ${'call_user_func("exec", "ls");'}                                                           | ${'denied-function'}
    ${'error_log("x");'}                                                                         | ${'denied-function'}
    ${'namespace A; \\array_filter([]);'}                                                        | ${'denied-function'}
    ${'eval("1;");'}                                                                             | ${'denied-function'}
    ${'`ls`;'}                                                                                   | ${'backticks'}
    ${'new ReflectionClass("A");'}                                                               | ${'denied-class'}
    ${'new \\ZipArchive();'}                                                                     | ${'denied-class'}
    ${'class A extends PDO {}'}                                                                  | ${'denied-class'}
    ${'SugarAutoLoader::put("a");'}                                                              | ${'denied-class'}
    ${'use Symfony\\Component\\Process\\Process; new \\Symfony\\Component\\Process\\Process();'} | ${'denied-class'}
    ${'$f("ls");'}                                                                               | ${'dynamic-name'}
    ${'"exec"("ls");'}                                                                           | ${'dynamic-name'}
    ${'[$this, "x"]();'}                                                                         | ${'dynamic-name'}
    ${'$this->$name();'}                                                                         | ${'dynamic-name'}
    ${'$this->{"a" . $b}();'}                                                                    | ${'dynamic-name'}
    ${'Foo::$name();'}                                                                           | ${'dynamic-name'}
    ${'$class::make();'}                                                                         | ${'dynamic-name'}
    ${'new $class();'}                                                                           | ${'dynamic-name'}
    ${'$$name = 1;'}                                                                             | ${'dynamic-name'}
    ${'(function () {})();'}                                                                     | ${'dynamic-name'}
    ${'include "a.php";'}                                                                        | ${'include'}
    ${'require_once $file;'}                                                                     | ${'include'}
    ${'class A {'}                                                                               | ${'php-syntax'}
    ${'?><script></script>'}                                                                     | ${'not-our-style'}
  `('refuses $code', ({ code, rule }) => {
    expect(withPhp(String(code))).toEqual([`FooApi.php ${String(rule)}`]);
  });

  it('names the line', () => {
    const zip = zipOf({ 'manifest.php': manifest(), [PHP]: '<?php\n\n$a = 1;\nexec("ls");' });
    expect(lintPackage(zip)).toEqual([expect.objectContaining({ file: PHP, line: 4, rule: 'denied-function' })]);
  });

  it.each`
    what                         | text
    ${'a function'}              | ${'<?php $manifest = ["published_date" => date("Y")];'}
    ${'another variable'}        | ${'<?php $x = 1;'}
    ${'an output'}               | ${'<?php echo 1;'}
    ${'a joined text'}           | ${'<?php $manifest = ["name" => "a" . "b"];'}
    ${'a variable inside'}       | ${'<?php $manifest = ["name" => $x];'}
    ${'a text that is computed'} | ${'<?php $manifest = ["name" => "a $x"];'}
    ${'a class'}                 | ${'<?php class A {}'}
    ${'an addition'}             | ${'<?php $manifest .= "a";'}
    ${'a condition'}             | ${'<?php if (true) { $manifest = []; }'}
  `('refuses a manifest with $what', ({ text }) => {
    expect(withManifest(String(text))).toContain('manifest.php manifest-pure');
  });

  it.each`
    lacking                        | text
    ${'name'}                      | ${manifest().replace("'name' => 'Foo', ", '').replace("'id' => 'foo',", '')}
    ${'version'}                   | ${manifest().replace("'version' => '1.0', ", '')}
    ${'type'}                      | ${manifest().replace("'module'", "'theme'")}
    ${'acceptable_sugar_versions'} | ${manifest().replace('acceptable_sugar_versions', 'other')}
  `('misses $lacking in the manifest', ({ text }) => {
    expect(withManifest(String(text))).toEqual(['manifest.php manifest-complete']);
  });

  it.each`
    name           | rule
    ${'a.json'}    | ${'extension'}
    ${'README.md'} | ${'extension'}
    ${'a.svg'}     | ${'extension'}
    ${'noending'}  | ${'extension'}
    ${'a.PHAR'}    | ${'extension'}
    ${'../a.txt'}  | ${'path'}
    ${'/a.txt'}    | ${'path'}
    ${'files.md5'} | ${'path'}
  `('refuses a file $name', ({ name, rule }) => {
    const found = lintPackage(zipOf({ 'manifest.php': manifest(), [PHP]: '<?php\n', [String(name)]: 'x' }));
    expect(found).toEqual([expect.objectContaining({ file: name, rule })]);
  });

  it.each`
    what                             | copies                     | more
    ${'a file that is not there'}    | ${['src/custom/none.php']} | ${{}}
    ${'a file that is never copied'} | ${[PHP]}                   | ${{ 'src/custom/b.txt': 'x' }}
  `('refuses $what', ({ copies, more }) => {
    const files = { 'manifest.php': manifest(copies as string[]), [PHP]: '<?php\n', ...(more as object) };
    expect(lintPackage(zipOf(files)).map(({ rule }) => rule)).toContain('copy-from');
  });

  it.each(['index.php', '../config.php', 'custom/../config.php', ''])('refuses to copy to “%s”', (to) => {
    const text = manifest().replace("custom/clients/base/api/FooApi.php',\n        ],", `${to}',\n        ],`);
    expect(text).not.toBe(manifest());
    expect(rulesOf({ 'manifest.php': text, [PHP]: '<?php\n' })).toEqual(['manifest.php copy-to']);
  });

  it.each`
    name        | text                                         | rules
    ${'a.js'}   | ${'/** x */\n({ a: 1 })\n'}                  | ${[]}
    ${'a.js'}   | ${'({ a: 1 });'}                             | ${['a.js view-shape']}
    ${'a.js'}   | ${'({ a: 1 })\nalert(1)'}                    | ${['a.js view-shape']}
    ${'a.js'}   | ${'(function () {})'}                        | ${['a.js view-shape']}
    ${'a.js'}   | ${'({ a: '}                                  | ${['a.js script-syntax']}
    ${'a.js'}   | ${'({ a: "<?php" })'}                        | ${['a.js hidden-php']}
    ${'a.hbs'}  | ${'<p>{{a}}{{#if b}}{{str "C"}}{{/if}}</p>'} | ${[]}
    ${'a.hbs'}  | ${'<p>{{{a}}}</p>'}                          | ${['a.hbs template-unescaped']}
    ${'a.hbs'}  | ${'{{#if b}}{{&a}}{{/if}}'}                  | ${['a.hbs template-unescaped']}
    ${'a.hbs'}  | ${'{{#if b}}'}                               | ${['a.hbs template-syntax']}
    ${'a.hbs'}  | ${'<? echo 1 ?>'}                            | ${['a.hbs hidden-php']}
    ${'a.xml'}  | ${'<?xml version="1.0"?><a/>'}               | ${[]}
    ${'a.html'} | ${'<?PHP echo 1;'}                           | ${['a.html hidden-php']}
  `('says $rules of $text', ({ name, text, rules }) => {
    expect(withView(String(name), String(text))).toEqual(rules);
  });

  it.each([
    ['no zip', new Uint8Array([1, 2, 3]), 'zip'],
    ['a zip without a manifest', zipOf({ 'src/manifest.php': '<?php\n' }), 'manifest-there'],
    ['a manifest that is no PHP', zipOf({ 'manifest.php': '<?php $manifest = [' }), 'php-syntax'],
  ])('refuses %s', (_what, zip, rule) => {
    expect(lintPackage(zip).map((fault) => fault.rule)).toContain(rule);
  });
});
