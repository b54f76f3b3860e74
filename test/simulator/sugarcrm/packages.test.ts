import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { zipSync } from 'fflate';
import { type Sugar, type SugarInstance, startSugar } from '../../../simulator/sugarcrm/server.ts';
import { describeWithPhp } from '../../support/php.ts';
import { type Client, logIn, passwordGrant, send, UDO, worldOf } from './client.ts';

const PACKAGES = 'Administration/packages';
const MANIFEST = `<?php
// Written by hand.
$manifest = array('name' => 'Greeter', 'version' => "1.0.0", 'type' => 'module', 'is_uninstallable' => true,
  'acceptable_sugar_versions' => ['exact_matches' => [], 'regex_matches' => ['13\\\\..*$']],
  'acceptable_sugar_flavors' => ['ENT'],
);
$installdefs = ['id' => 'greeter', 'copy' => [COPIES]];
`;
const FILES: Record<string, string> = {
  'custom/clients/base/api/GreeterApi.php': `<?php
class GreeterApi extends SugarApi {
  public function registerApiRest() {
    return [
      'greet' => ['reqType' => 'GET', 'path' => ['greeter', 'greet', '?'], 'pathVars' => ['', '', 'who'], 'method' => 'greet',
        'shortHelp' => '', 'longHelp' => '', 'minVersion' => '11.8'],
      'fail' => ['reqType' => 'GET', 'path' => ['greeter', 'fail'], 'pathVars' => ['', ''], 'method' => 'fail', 'shortHelp' => '', 'longHelp' => ''],
    ];
  }
  public function greet(ServiceBase $api, array $args) {
    if (!SugarACL::checkAccess($args['who'], 'access')) { throw new SugarApiExceptionNotAuthorized('Not you'); }
    $settings = BeanFactory::newBean('Administration')->retrieveSettings('greeter')->settings;
    return ['to' => $args['who'], 'admin' => $api->user->isAdmin(), 'platform' => $api->platform, 'words' => $settings['greeter_words'] ?? null];
  }
  public function fail(ServiceBase $api, array $args) {
    if (isset($args['reach'])) { return file_get_contents('https://elsewhere.example'); }
    return $nothing;
  }
}`,
  'custom/Extension/application/Ext/Platforms/greeter.php': `<?php\n$platforms[] = 'greeter';\n`,
  'custom/Extension/application/Ext/Language/en_us.greeter.php': `<?php\n$app_strings['LBL_GREET'] = 'Say \\'hello\\'';\n`,
  'custom/Extension/application/Ext/Language/de_DE.greeter.php': `<?php\n$app_strings['LBL_GREET'] = 'Grüß Gott';\n`,
  'custom/Extension/modules/Administration/Ext/Language/en_us.greeter.php': `<?php\n$mod_strings['LBL_GROUP'] = 'Greetings';\n`,
  'custom/Extension/modules/Administration/Ext/Administration/greeter.php': `<?php
$admin_option_defs = [];
$admin_option_defs['Administration']['greeter'] = ['Administration', 'LBL_A', 'LBL_B', '#greeter', 'icon' => 'sicon-x'];
$admin_group_header[] = ['LBL_GROUP', '', false, $admin_option_defs, 'About'];
`,
};

/** A package of these files, with what is changed. */
function zipOf(changes: { manifest?: (manifest: string) => string; files?: Record<string, string> } = {}): Uint8Array {
  const files = changes.files ?? FILES;
  const copies = Object.keys(files).map((path) => `['from' => '<basepath>/src/${path}', 'to' => '${path}']`);
  const manifest = MANIFEST.replace('COPIES', copies.join(', '));
  const entries = Object.entries(files).map(([path, text]) => [`src/${path}`, Buffer.from(text)] as const);
  return zipSync({
    'manifest.php': Buffer.from(changes.manifest?.(manifest) ?? manifest),
    ...Object.fromEntries(entries),
  });
}

describe('simulator/sugarcrm/packages', () => {
  let sugar: Sugar;
  let small: SugarInstance;
  let admin: Client;
  const scanned: Uint8Array[] = [];
  let faults: { file: string; line?: number; rule: string; text: string }[];

  beforeAll(async () => {
    const packages = [{ id: 'p1', name: 'Helper' }];
    sugar = await startSugar({
      worlds: [
        worldOf({ packages, licences: ['CURRENT', 'SUGAR_SERVE'] }),
        worldOf({ name: 'on-site', hosting: 'on-site' }),
        worldOf({ name: 'essentials', licences: ['SUGAR_SELL_ESSENTIALS'] }),
        worldOf({ name: 'pro', flavor: 'PRO' }),
      ],
      limits: false,
      scanner: (zip) => (scanned.push(zip), faults),
    });
    small = sugar.instances.small!;
  });
  afterAll(() => sugar.close());
  beforeEach(async () => {
    sugar.reset();
    scanned.length = 0;
    faults = [];
    admin = await logIn(small);
  });

  const names = async (list: 'installed' | 'staged') => {
    const { body } = await admin.get(`${PACKAGES}/${list}`);
    return body.packages.map(({ name }: { name: string }) => name);
  };

  it('takes a package, which is staged until it is installed', async () => {
    const uploaded = await upload(small, admin, zipOf());

    expect(uploaded).toMatchObject({
      status: 200,
      body: { file_install: expect.any(String), unFile: expect.any(String) },
    });
    expect([await names('staged'), await names('installed')]).toEqual([['Greeter'], ['Helper']]);
    const { body } = await admin.get(`${PACKAGES}/${uploaded.body.file_install}/install`);
    expect([await names('staged'), await names('installed')]).toEqual([[], ['Helper', 'Greeter']]);
    expect((await admin.get(`${PACKAGES}/${body.id}/installation-status`)).body).toEqual({ status: 'installed' });
    expect([...sugar.filesOfPackages().keys()]).toEqual(Object.keys(FILES));
    expect(sugar.stats().writes).toHaveLength(2);
  });

  it('replaces the older one of the same name, removes one, and forgets what was not installed', async () => {
    const first = await install(small, admin, zipOf());
    const second = await install(small, admin, zipOf());
    expect(await names('installed')).toEqual(['Helper', 'Greeter']);
    expect(second).not.toBe(first);

    expect((await admin.get(`${PACKAGES}/${second}/uninstall`)).status).toBe(200);
    expect(await names('installed')).toEqual(['Helper']);
    const { body } = await upload(small, admin, zipOf());
    expect((await admin.send(`${PACKAGES}/${body.unFile}`, { method: 'DELETE' })).status).toBe(200);
    expect(await names('staged')).toEqual([]);
    expect((await admin.get(`${PACKAGES}/${body.file_install}/install`)).status).toBe(404);
    expect((await admin.get(`${PACKAGES}/${second}/uninstall`)).status).toBe(404);
  });

  it.each([
    ['no zip', Buffer.from('PK nothing'), 'Not a zip'],
    ['no manifest', zipSync({ 'readme.txt': Buffer.from('x') }), '<?php'],
    [
      'a manifest that calls',
      zipOf({ manifest: (text) => text.replace("'1.0.0'", 'date()').replace('"1.0.0"', 'date()') }),
      'Not a value',
    ],
    ['a manifest that includes', zipOf({ manifest: (text) => `${text}include 'x.php';` }), 'Not a value'],
    ['a third variable', zipOf({ manifest: (text) => `${text}$other = 1;` }), '$other'],
    ['a theme', zipOf({ manifest: (text) => text.replace("'module'", "'theme'") }), 'Not a module: theme'],
    ['no version', zipOf({ manifest: (text) => text.replace("'version'", "'edition'") }), 'no version'],
    ['no name', zipOf({ manifest: (text) => text.replace("'Greeter'", "''").replace("'greeter'", "''") }), 'no name'],
    ['another release', zipOf({ manifest: (text) => text.replace('13', '12') }), 'Not for version 13.3.0'],
    ['another flavor', zipOf({ manifest: (text) => text.replace("['ENT']", "['ULT']") }), 'Not for ENT'],
    [
      'no list of releases',
      zipOf({ manifest: (text) => text.replace('acceptable_sugar_versions', 'x') }),
      'Not for version',
    ],
    [
      'a file that is not there',
      zipOf({ manifest: (text) => text.replace('<basepath>/src/', '<basepath>/lib/') }),
      'Not in the zip',
    ],
    [
      'a file from elsewhere',
      zipOf({ manifest: (text) => text.replace('<basepath>/', '<somepath>/') }),
      'Not in the zip',
    ],
  ])('refuses %s', async (_, zip, why) => {
    expect(await upload(small, admin, zip)).toMatchObject({
      status: 422,
      body: {
        error: 'upload_package_error',
        error_message: 'Issue with the manifest',
        error_description: expect.stringContaining(why),
      },
    });
    expect(await names('staged')).toEqual([]);
  });

  it('takes what is for one release exactly', async () => {
    const manifest = (text: string) =>
      text.replace("'exact_matches' => []", "'exact_matches' => ['13.3.0']").replace('13\\\\..*$', '14');
    expect((await upload(small, admin, zipOf({ manifest }))).status).toBe(200);
  });

  it('asks the scanner on the cloud, and tells what it found', async () => {
    faults = [{ file: 'src/a.php', line: 3, rule: 'denied-function', text: 'exec()' }];
    const zip = zipOf();

    expect(await upload(small, admin, zip)).toMatchObject({
      status: 422,
      body: { error: 'upload_package_error', error_description: 'src/a.php:3 denied-function: exec()' },
    });
    expect(scanned.map((bytes) => Buffer.compare(bytes, zip))).toEqual([0]);
    expect(await names('staged')).toEqual([]);
    const onSite = sugar.instances['on-site']!;
    expect((await upload(onSite, await logIn(onSite), zip)).status).toBe(200);
  });

  it('takes packages from administrators only, and on Sell Essentials from nobody', async () => {
    const user = await logIn(small, UDO);

    expect((await upload(small, user, zipOf())).status).toBe(403);
    for (const path of ['x/install', 'p1/uninstall', 'p1/disable', 'staged', 'p1/installation-status']) {
      expect((await user.get(`${PACKAGES}/${path}`)).status).toBe(403);
    }
    expect((await upload(small, admin, undefined)).body.error).toBe('missing_parameter');
    const essentials = sugar.instances.essentials!;
    expect((await upload(essentials, await logIn(essentials), zipOf())).status).toBe(403);
  });

  it('knows the platform, the labels and the panel of a package while it is there and on', async () => {
    const state = async () => {
      const { body: english } = await admin.get('lang/en_us');
      const panels = (await admin.get('Administration/adminPanelDefs')).body;
      const login = await send(small, 'oauth2/token', { body: passwordGrant(UDO, { platform: 'greeter' }) });
      return {
        platform: login.status,
        label: english.app_strings.LBL_GREET,
        ofModule: english.mod_strings.Administration?.LBL_GROUP,
        german: (await admin.get('lang/de_DE')).body.app_strings.LBL_GREET,
        panel: panels.at(-1),
      };
    };
    const without = { platform: 422, label: undefined, german: undefined, panel: { label: 'System' } };
    expect(await state()).toMatchObject(without);

    const id = await install(small, admin, zipOf());
    expect(await state()).toMatchObject({
      platform: 200,
      label: "Say 'hello'",
      german: 'Grüß Gott',
      panel: {
        label: 'Greetings',
        description: 'About',
        options: [{ label: 'LBL_A', description: 'LBL_B', link: '#greeter', icon: 'sicon-x' }],
      },
    });
    await admin.get(`${PACKAGES}/${id}/disable`);
    expect(await state()).toMatchObject(without);
    await admin.get(`${PACKAGES}/${id}/enable`);
    expect(await state()).toMatchObject({ platform: 200 });
    sugar.reset();
    admin = await logIn(small);
    expect(await state()).toMatchObject(without);
  });

  it('has no endpoint of a package where there is no PHP', async () => {
    const bare = await startSugar({ worlds: [worldOf()], limits: false, php: '' });
    const client = await logIn(bare.instances.small!);
    await install(bare.instances.small!, client, zipOf());
    const { status, body } = await client.get('greeter/greet/Leads');
    await bare.close();
    expect([status, body.error]).toEqual([404, 'no_method']);
  });
});

describeWithPhp('simulator/sugarcrm/packages with PHP', () => {
  let sugar: Sugar;
  let admin: Client;
  let user: Client;

  beforeAll(async () => {
    const world = worldOf();
    const users = world.users.map((one) => (one.admin ? one : { ...one, deniedModules: ['Leads'] }));
    sugar = await startSugar({ worlds: [{ ...world, users }], limits: false });
    admin = await logIn(sugar.instances.small!);
    user = await logIn(sugar.instances.small!, UDO);
    await install(sugar.instances.small!, admin, zipOf());
  });
  afterAll(() => sugar.close());

  it('runs the endpoint for who asks, with his rights and the settings', async () => {
    await admin.send('Administration/config/greeter', { body: { greeter_words: ['hé'] } });

    expect((await admin.get('greeter/greet/Leads')).body).toEqual({
      to: 'Leads',
      admin: true,
      platform: 'aiinv',
      words: ['hé'],
    });
    expect((await user.get('greeter/greet/Cases')).body).toMatchObject({ to: 'Cases', admin: false });
    expect(await user.get('greeter/greet/Leads')).toMatchObject({
      status: 403,
      body: { error: 'not_authorized', error_message: 'Not you' },
    });
    expect((await user.get('greeter/greet/Nothing')).status).toBe(403);
  });

  it('knows it from the release on that it names, to who is logged in', async () => {
    expect((await admin.get('/rest/v11_7/greeter/greet/Leads')).status).toBe(404);
    expect((await admin.get('/rest/v11_8/greeter/greet/Leads')).status).toBe(200);
    expect((await send(sugar.instances.small!, 'greeter/greet/Leads')).status).toBe(401);
    expect((await admin.get('help')).text).toContain('/greeter/greet/');
  });

  it.each([
    ['', 'Undefined variable'],
    ['?reach=1', 'undefined function file_get_contents'],
  ])('shows a fault of the endpoint as one: %j', async (query, why) => {
    expect(await admin.get(`greeter/fail${query}`)).toMatchObject({
      status: 500,
      body: { error: 'fatal_error', error_message: expect.stringContaining(why) },
    });
  });
});

async function upload(instance: SugarInstance, client: Client, zip: Uint8Array | undefined) {
  const form = new FormData();
  if (zip !== undefined) form.set('upgrade_zip', new Blob([new Uint8Array(zip)]), 'package.zip');
  const response = await fetch(`${instance.url}/rest/v11_23/${PACKAGES}`, {
    method: 'POST',
    headers: { 'oauth-token': client.grant.access_token },
    body: form,
  });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a vendor answers has no type; each test says what it expects
  return { status: response.status, body: (await response.json()) as any };
}

async function install(instance: SugarInstance, client: Client, zip: Uint8Array): Promise<string> {
  const { body } = await upload(instance, client, zip);
  const installed = await client.get(`${PACKAGES}/${body.file_install}/install`);
  return installed.body.id;
}
