import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { account } from '#connectors/hubspot/account.ts';
import { actionTypes } from '#connectors/hubspot/action-types.ts';
import { readHubSpotFiles } from '#connectors/hubspot/import/read-hubspot-files.ts';
import { objectSchemas } from '#connectors/hubspot/object-schemas.ts';
import { properties } from '#connectors/hubspot/properties.ts';
import { workflows } from '#connectors/hubspot/workflows.ts';
import { UsageError, UnexpectedShape } from '#src/kit/errors.ts';
import type { PulledAsset } from '#src/model/raw-asset.ts';

const STREAMS = [account, actionTypes, objectSchemas, workflows, properties];
const FIXTURES = fileURLToPath(new URL('../../../fixtures/hubspot/import/', import.meta.url));

const FLOW = { id: '1', type: 'CONTACT_FLOW', flowType: 'WORKFLOW', actions: [] };
const ACCOUNT = { portalId: 1, uiDomain: 'app.hubspot.com' };
const PROPERTY = { name: 'a', label: 'A', fieldType: 'text', groupName: 'g' };

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hubspot-import-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(
    path,
    typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
  );
  return path;
}

async function read(path: string, streams = STREAMS) {
  const assets: PulledAsset[] = [];
  const quarantined: string[] = [];
  const errors: string[] = [];
  for await (const item of readHubSpotFiles(path, streams)) {
    if ('error' in item) {
      errors.push(`${item.file} ${item.error}`);
    } else {
      assets.push(...item.page.assets);
      quarantined.push(...(item.page.quarantined ?? []).map(({ item: name }) => name));
    }
  }
  return { ids: assets.map(({ kind, externalId }) => `${kind} ${externalId}`).toSorted(), assets, quarantined, errors };
}

const zip = (files: Record<string, unknown>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, json]) => [name, strToU8(JSON.stringify(json))])));

describe('connectors/hubspot/import/read-hubspot-files', () => {
  it('reads a folder of exports', async () => {
    const { ids, assets, errors } = await read(FIXTURES);

    expect(errors).toEqual([]);
    expect(ids).toEqual([
      'account 4711',
      'action-type 0-1',
      'action-type 0-172351286',
      'action-type 1-4242',
      'object-schema 2-77',
      'property 2-77/fit',
      'property deals/hs_deal_score',
      'property deals/risk_class',
      'workflow 700100200',
      'workflow new-welcome-flow',
    ]);
    expect(assets.find(({ externalId }) => externalId === '700100200')).toEqual({
      kind: 'workflow',
      externalId: '700100200',
      revision: expect.stringContaining('2026-03-02'),
      payload: expect.objectContaining({
        name: 'Rate new tickets',
        actions: [
          expect.objectContaining({ code: expect.objectContaining({ inputs: ['content'], outputs: ['rating'] }) }),
        ],
      }),
    });
  });

  it('keeps no source of custom code', async () => {
    expect(JSON.stringify((await read(join(FIXTURES, 'flow-rate-tickets.json'))).assets)).not.toContain('require(');
  });

  it.each<{ what: string; name: string; json: unknown; ids: string[] }>`
    what                        | name                                               | json                                                                                                             | ids
    ${'one flow'}               | ${'a.json'}                                        | ${FLOW}                                                                                                          | ${['workflow 1']}
    ${'a list of flows'}        | ${'a.json'}                                        | ${[FLOW, { ...FLOW, id: 2 }]}                                                                                    | ${['workflow 1', 'workflow 2']}
    ${'an answer with results'} | ${'a.json'}                                        | ${{ results: [FLOW], paging: {} }}                                                                               | ${['workflow 1']}
    ${'pages of answers'}       | ${'a.json'}                                        | ${[{ results: [FLOW] }, { results: [{ ...FLOW, id: '2' }] }]}                                                    | ${['workflow 1', 'workflow 2']}
    ${'a flow of a revision'}   | ${'a.json'}                                        | ${{ id: '9', revisionId: '3', flow: FLOW }}                                                                      | ${['workflow 1']}
    ${'flows to be created'}    | ${'x/Say hi.response.json'}                        | ${[{ ...FLOW, id: undefined }, { ...FLOW, id: '' }]}                                                             | ${['workflow Say hi', 'workflow Say hi#2']}
    ${'one JSON text a line'}   | ${'a.jsonl'}                                       | ${`${JSON.stringify(FLOW)}\n${JSON.stringify({ ...FLOW, id: '2' })}\n`}                                          | ${['workflow 1', 'workflow 2']}
    ${'an object type in text'} | ${'p.json'}                                        | ${{ objectType: 'company', results: [PROPERTY] }}                                                                | ${['property companies/a']}
    ${'an object type id'}      | ${'p.json'}                                        | ${{ objectTypeId: '0-3', results: [PROPERTY] }}                                                                  | ${['property deals/a']}
    ${'a type in the name'}     | ${'hubspot-01-properties-companies.response.json'} | ${{ results: [PROPERTY] }}                                                                                       | ${['property companies/a']}
    ${'the word beside it'}     | ${'lead score contact properties.json'}            | ${[PROPERTY]}                                                                                                    | ${['property contacts/a']}
    ${'a type as the folder'}   | ${'tickets/properties.json'}                       | ${[PROPERTY]}                                                                                                    | ${['property tickets/a']}
    ${'a custom object'}        | ${'properties_2-1234.json'}                        | ${[PROPERTY]}                                                                                                    | ${['property 2-1234/a']}
    ${'one archive of all'}     | ${'all.json'}                                      | ${{ account: ACCOUNT, workflows: [FLOW], properties: { contacts: [PROPERTY], deals: { results: [PROPERTY] } } }} | ${['account 1', 'property contacts/a', 'property deals/a', 'workflow 1']}
  `('recognises $what', async ({ name, json, ids }) => {
    await put(name, json);

    expect(await read(folder)).toMatchObject({ ids, errors: [] });
  });

  const utf16 = (text: string, mark = '') => Buffer.from(mark + text, 'utf16le');
  it.each<{ how: string; bytes: Uint8Array }>`
    how                     | bytes
    ${'a mark of UTF-8'}    | ${Buffer.from(`\ufeff${JSON.stringify(ACCOUNT)}`)}
    ${'UTF-16'}             | ${utf16(JSON.stringify(ACCOUNT))}
    ${'UTF-16 with a mark'} | ${utf16(JSON.stringify(ACCOUNT), '\ufeff')}
    ${'UTF-16, big-endian'} | ${utf16(JSON.stringify(ACCOUNT), '\ufeff').swap16()}
    ${'gzip'}               | ${gzipSync(JSON.stringify(ACCOUNT))}
  `('reads $how', async ({ bytes }) => {
    expect(await read(await put('a.json', bytes))).toMatchObject({ ids: ['account 1'], errors: [] });
  });

  it.each<{ what: string; name: string; content: unknown; error: string }>`
    what                     | name                        | content                                                                  | error
    ${'no JSON'}             | ${'notes.txt'}              | ${'my secret notes'}                                                     | ${'notes.txt is not valid JSON.'}
    ${'half a JSON'}         | ${'a.json'}                 | ${'{"portalId": 1, "uiDom'}                                              | ${'a.json is not valid JSON.'}
    ${'an empty file'}       | ${'a.json'}                 | ${' \n'}                                                                 | ${'a.json is empty.'}
    ${'bytes'}               | ${'a.json'}                 | ${new Uint8Array([0x80, 0xff, 0xfe, 0x81])}                              | ${'a.json is no text: save it as JSON in UTF-8.'}
    ${'a damaged gzip'}      | ${'a.gz'}                   | ${new Uint8Array([0x1f, 0x8b, 1, 2])}                                    | ${'a.gz is packed by gzip and damaged, or grows too large when it is unpacked.'}
    ${'another thing'}       | ${'a.json'}                 | ${{ hello: 'world' }}                                                    | ${'a.json holds nothing that is known as an export of HubSpot.'}
    ${'a bare text'}         | ${'a.json'}                 | ${'"hello"'}                                                             | ${'a.json holds nothing that is known as an export of HubSpot.'}
    ${'an empty list'}       | ${'a.json'}                 | ${{ results: [] }}                                                       | ${'a.json is an empty list, which does not say of what.'}
    ${'a list of summaries'} | ${'a.json'}                 | ${[{ id: '1', flowType: 'WORKFLOW', revisionId: '1', isEnabled: true }]} | ${'a.json lists workflows without their actions: export each workflow whole.'}
    ${'properties of what?'} | ${'a.json'}                 | ${[PROPERTY]}                                                            | ${'a.json holds properties, but does not say of which object type: name it like properties-contacts.json.'}
    ${'two object types'}    | ${'deals-tickets.json'}     | ${[PROPERTY]}                                                            | ${'deals-tickets.json holds properties, but does not say of which object type: name it like properties-contacts.json.'}
    ${'a type not examined'} | ${'properties-quotes.json'} | ${[PROPERTY]}                                                            | ${expect.stringMatching(/^properties-quotes.json /)}
    ${'a stream not given'}  | ${'a.json'}                 | ${[{ forecastName: 'x' }]}                                               | ${'a.json holds forecasts, which are not imported.'}
    ${'a damaged zip'}       | ${'a.zip'}                  | ${zip({ 'x.json': ACCOUNT }).slice(0, 60)}                               | ${expect.stringMatching(/^a.zip.* (?:cut off|damaged)/)}
  `('says what is wrong with $what, and reads the others', async ({ name, content, error }) => {
    await put(name, content);
    await put('zz-account.json', ACCOUNT);

    expect(await read(folder)).toMatchObject({ ids: ['account 1'], errors: [error] });
  });

  it('names the items that do not fit and keeps the others', async () => {
    await put('a.json', [FLOW, { id: '2', type: 'CONTACT_FLOW' }]);

    expect(await read(folder)).toMatchObject({ ids: ['workflow 1'], quarantined: ['2'] });
  });

  it('keeps the same workflow once, and says when two differ', async () => {
    await put('a.json', [FLOW, FLOW]);
    await put('b.json', FLOW);
    await put('c.json', { ...FLOW, name: 'other' });

    expect(await read(folder)).toMatchObject({
      ids: ['workflow 1'],
      errors: ['c.json holds workflow 1 again, and not as in a.json, which is kept.'],
    });
  });

  it('reads more workflows than a page holds', async () => {
    await put(
      'a.json',
      Array.from({ length: 250 }, (_, index) => ({ ...FLOW, id: index })),
    );

    expect((await read(folder)).ids).toHaveLength(250);
  });

  it('says which file a stream could not use', async () => {
    await put('a.json', ACCOUNT);
    const failing = {
      ...account,
      async *pull() {
        yield { assets: [] };
        throw new UnexpectedShape('here', 'there');
      },
    };

    expect((await read(folder, [failing])).errors).toEqual([
      'a.json cannot be used: Unexpected answer from here: there',
    ]);
  });

  it('lets a bug through', async () => {
    await put('a.json', ACCOUNT);
    const buggy = {
      ...account,
      async *pull() {
        yield { assets: [] };
        throw new TypeError('bug');
      },
    };

    await expect(read(folder, [buggy])).rejects.toThrow(TypeError);
  });

  it('refuses a path that does not exist', async () => {
    await expect(read(join(folder, 'none'))).rejects.toThrow(UsageError);
  });

  it('follows no links and skips the clutter of systems', async () => {
    await put('real/a.json', ACCOUNT);
    await put('.DS_Store', 'x');
    await put('__MACOSX/b.json', 'x');
    await symlink(folder, join(folder, 'real', 'loop'));

    expect(await read(folder)).toMatchObject({
      ids: ['account 1'],
      errors: ['real/loop is a link or no ordinary file, and is not followed.'],
    });
  });

  it('goes into folders, but not without end', async () => {
    await put(`${'d/'.repeat(12)}a.json`, ACCOUNT);
    await put(`${'d/'.repeat(13)}b.json`, FLOW);

    const { ids, errors } = await read(folder);

    expect(ids).toEqual(['account 1']);
    expect(errors).toEqual([`${'d/'.repeat(13).slice(0, -1)} lies more than 12 folders deep and is left out.`]);
  });

  it('shows no control characters of a name', async () => {
    const { errors } = await read(await put('a.zip', zip({ 'x\u001b[31m\u202e.json': { hello: 1 } })));

    expect(errors).toEqual(['a.zip/x[31m.json holds nothing that is known as an export of HubSpot.']);
  });

  describe('a zip', () => {
    it('is read whatever it and its files are called', async () => {
      const path = await put(
        'export.bin',
        zip({ '../../etc/a.json': ACCOUNT, '/b.json': FLOW, '__MACOSX/c.json': FLOW }),
      );

      expect(await read(path)).toMatchObject({ ids: ['account 1', 'workflow 1'], errors: [] });
    });

    it('is read inside a folder, and its properties by their name in it', async () => {
      await put('a.zip', zip({ 'crm/properties-contacts.json': [PROPERTY] }));

      expect((await read(folder)).ids).toEqual(['property contacts/a']);
    });

    it('may hold a bomb, which is left out while the others are read', async () => {
      const bomb = new Uint8Array(8_000_000);
      const path = await put('a.zip', zipSync({ 'bomb.json': bomb, 'z.json': strToU8(JSON.stringify(ACCOUNT)) }));

      expect(await read(path)).toMatchObject({
        ids: ['account 1'],
        errors: ['a.zip/bomb.json is left out: it grows too large when it is unpacked.'],
      });
    });

    it('may hold too many files, of which the first are read', async () => {
      const many = Object.fromEntries(Array.from({ length: 10_050 }, (_, index) => [`${index}.json`, strToU8('{}')]));
      const path = await put('a.zip', zipSync({ 'a.json': strToU8(JSON.stringify(ACCOUNT)), ...many }, { level: 0 }));
      const { ids, errors } = await read(path);

      expect(ids).toEqual(['account 1']);
      expect(errors.at(-1)).toBe('a.zip holds more than 10000 files; the others were left out.');
      expect(errors).toHaveLength(10_000);
    });

    it('is not read inside a zip', async () => {
      const path = await put('a.zip', zipSync({ 'b.zip': zip({ 'c.json': ACCOUNT }) }));

      expect((await read(path)).errors).toEqual(['a.zip/b.zip is a zip inside a zip: unpack it first.']);
    });

    it('is read up to where it is cut off', async () => {
      const whole = zip({
        'a.json': ACCOUNT,
        'b.json': Array.from({ length: 50 }, (_, index) => ({ ...FLOW, id: `${index * 7919}` })),
      });
      const { ids, errors } = await read(await put('a.zip', whole.slice(0, 200)));

      expect(ids).toEqual(['account 1']);
      expect(errors).toEqual(['a.zip is a damaged zip file; what stood before the damage was read.']);
    });
  });
});
