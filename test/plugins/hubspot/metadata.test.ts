import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { translate } from '@hubspot/project-parsing-lib/translate';
import { validateUid } from '@hubspot/project-parsing-lib/uid';
import { optionalScopes, REQUIRED_SCOPES } from '../../../connectors/hubspot/consent.ts';
import { SERVICE_URL } from '#plugins/hubspot/src/app/shared/service-url.ts';
import { appArguments } from '../../../tools/hubspot/app-arguments.ts';
import { buildApp, PROJECT } from '../../../tools/hubspot/build-app.ts';

const OWN_URL = 'https://ai.acme.test';

interface Project {
  name: string;
  srcDir: string;
  platformVersion: string;
}

/** Reads a project as HubSpot's command line does before it uploads. The schemas of the parts are HubSpot's own, online. */
async function parsed(folder: string) {
  const project = JSON.parse(readFileSync(join(folder, 'hsproject.json'), 'utf8')) as Project;
  const { intermediateRepresentation, skippedHsMetaFiles } = await translate(
    {
      projectSourceDir: join(folder, project.srcDir),
      platformVersion: project.platformVersion as '2026.03',
      accountId: 123,
    },
    { skipValidation: true },
  );
  return { project, skipped: skippedHsMetaFiles, nodes: intermediateRepresentation.intermediateNodesIndexedByUid };
}

type Config = Record<string, never> & {
  entrypoint: string;
  location: string;
  objectTypes: string[];
  distribution: string;
  auth: { type: string; redirectUrls: string[]; requiredScopes: string[]; optionalScopes: string[] };
  permittedUrls: { fetch: string[] };
  support: { supportEmail: string; supportUrl: string; documentationUrl: string };
};
type Parsed = Awaited<ReturnType<typeof parsed>>;
const configOf = ({ nodes }: Parsed, uid: string) => nodes[uid]?.config as unknown as Config;

function checkStructure(read: () => Parsed, folder: () => string) {
  it('has the app, two cards, a page and the settings, each in its folder and none skipped', () => {
    const { nodes, skipped } = read();

    expect(skipped).toEqual([]);
    expect(
      Object.values(nodes)
        .map(({ uid, componentType, metaFilePath }) => [uid, componentType, metaFilePath])
        .toSorted(),
    ).toEqual([
      ['ai_features_sidebar', 'CARD', 'app/cards/record-sidebar-hsmeta.json'],
      ['ai_features_tab', 'CARD', 'app/cards/record-tab-hsmeta.json'],
      ['ai_inventory_app', 'APPLICATION', 'app/app-hsmeta.json'],
      ['ai_overview_page', 'PAGE', 'app/pages/overview-hsmeta.json'],
      ['ai_settings', 'SETTINGS', 'app/settings/settings-hsmeta.json'],
    ]);
    expect(Object.keys(nodes).map(validateUid).filter(Boolean)).toEqual([]);
  });

  it('points to files that are there, with their packages pinned beside', () => {
    for (const { config } of Object.values(read().nodes)) {
      const { entrypoint } = config as { entrypoint?: string };
      if (entrypoint) {
        expect([entrypoint, existsSync(join(folder(), 'src', entrypoint))]).toEqual([entrypoint, true]);
        const packages = readFileSync(join(folder(), 'src', entrypoint, '../package.json'), 'utf8');
        expect(JSON.parse(packages)).toMatchObject({
          dependencies: { '@hubspot/ui-extensions': '0.17.0', react: '18.3.1' },
        });
      }
    }
  });

  it('shows the card in tab and sidebar, on each kind of record', () => {
    const tab = configOf(read(), 'ai_features_tab');
    const sidebar = configOf(read(), 'ai_features_sidebar');

    expect([tab.location, sidebar.location]).toEqual(['crm.record.tab', 'crm.record.sidebar']);
    expect(tab.objectTypes.slice(0, 4)).toEqual(['contacts', 'companies', 'deals', 'tickets']);
    expect(sidebar.objectTypes).toEqual(tab.objectTypes);
  });

  it('asks for what the connector asks for, no more and no less', () => {
    const { auth } = configOf(read(), 'ai_inventory_app');

    expect(auth.type).toBe('oauth');
    expect(auth.requiredScopes).toEqual(REQUIRED_SCOPES);
    expect(auth.optionalScopes.toSorted()).toEqual(optionalScopes().toSorted());
  });
}

describe('hubspot/project', () => {
  let read: Parsed;
  beforeAll(async () => {
    read = await parsed(PROJECT);
  });
  checkStructure(
    () => read,
    () => PROJECT,
  );

  it('has one address for the service, in the card and in what the app may call', () => {
    const { auth, permittedUrls } = configOf(read, 'ai_inventory_app');

    expect(permittedUrls.fetch).toEqual([SERVICE_URL]);
    expect(auth.redirectUrls).toEqual([`${SERVICE_URL}/hubspot/oauth/callback`]);
  });

  it('has each permission explained on the page about the app, and no other', () => {
    const { auth } = configOf(read, 'ai_inventory_app');
    const page = readFileSync(join(PROJECT, '../../docs/hubspot-app.md'), 'utf8');
    const [, table = ''] = /## Permissions([\s\S]*?)\n## /.exec(page) ?? [];
    const rows = table.split('\n').filter((line) => line.startsWith('| `'));
    const told = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, scope]) => scope));

    expect(told.toSorted()).toEqual([...auth.requiredScopes, ...auth.optionalScopes].toSorted());
  });

  it('does not carry HubSpot’s name', () => {
    expect(JSON.stringify(configOf(read, 'ai_inventory_app')['name'])).not.toMatch(/hub/i);
  });
});

describe('hubspot/project: built for an own address', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hubspot-app-'));
  const out = join(folder, 'app');
  let read: Parsed;
  beforeAll(async () => {
    const options = {
      url: OWN_URL,
      out,
      objects: ['p_candidate'],
      supportEmail: 'help@acme.test',
      local: 'http://localhost:3000',
      marketplace: true,
    };
    await buildApp(options);
    await buildApp(options);
    read = await parsed(out);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  checkStructure(
    () => read,
    () => out,
  );

  it('holds the own address everywhere, and the example’s nowhere', () => {
    const texts = globSync('**/*.*', { cwd: out })
      .map((path) => readFileSync(join(out, path), 'utf8'))
      .join('\n');

    expect(texts).not.toContain(SERVICE_URL);
    expect(configOf(read, 'ai_inventory_app')).toMatchObject({
      distribution: 'marketplace',
      auth: { redirectUrls: [`${OWN_URL}/hubspot/oauth/callback`] },
      permittedUrls: { fetch: [OWN_URL] },
      support: { supportEmail: 'help@acme.test', supportUrl: OWN_URL },
    });
    expect(JSON.parse(readFileSync(join(out, 'src/app/local.json'), 'utf8'))).toEqual({
      proxy: { [OWN_URL]: 'http://localhost:3000' },
    });
  });

  it('offers the cards on own object types too', () => {
    expect(configOf(read, 'ai_features_tab').objectTypes).toContain('p_candidate');
  });

  it.each(['cards/record-tab', 'cards/record-sidebar', 'pages/overview', 'settings/settings'])(
    'has %s in one file that needs only what HubSpot provides',
    (name) => {
      const code = readFileSync(join(out, 'src/app', `${name}.jsx`), 'utf8');
      const imports = [...code.matchAll(/from "([^"]+)"/g)].map(([, from]) => from);

      expect(new Set(imports)).toEqual(new Set(['@hubspot/ui-extensions', 'react', 'react/jsx-runtime']));
      expect(code).toContain('hubspot');
      expect(code).toContain(OWN_URL);
      expect(code).not.toMatch(/\b(document|window|localStorage|process|XMLHttpRequest)\b[.[(]/);
    },
  );

  it('overwrites no folder that is not its own', async () => {
    await expect(buildApp({ url: OWN_URL, out: folder })).rejects.toThrow('holds no HubSpot project');
  });
});

describe('hubspot/app-arguments', () => {
  it('takes an address and fills in the rest', () => {
    expect(appArguments(['--url', 'https://ai.acme.test/'])).toMatchObject({
      url: OWN_URL,
      objects: [],
      marketplace: false,
    });
    expect(appArguments(['--url', OWN_URL, '--objects', 'p_a,p_b2', '--local', 'http://localhost:3000'])).toMatchObject(
      {
        objects: ['p_a', 'p_b2'],
        local: 'http://localhost:3000',
      },
    );
  });

  it.each([
    [[], '--url must be'],
    [['--url', 'http://ai.acme.test'], '--url must be'],
    [['--url', 'https://localhost'], '--url must be'],
    [['--url', 'https://ai.acme.test/app'], '--url must be'],
    [['--url', 'https://user:pass@ai.acme.test'], '--url must be'],
    [['--url', 'no address'], '--url must be'],
    [['--url', OWN_URL, '--objects', 'contacts'], '“contacts” is no own object type'],
    [['--url', OWN_URL, '--local', 'localhost:3000'], '--local must be'],
    [['--url', OWN_URL, '--nonsense'], '--nonsense'],
  ])('refuses %j: %s', (args, sentence) => {
    expect(appArguments(args)).toEqual(expect.stringContaining(sentence));
  });
});
