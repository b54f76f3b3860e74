import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { finish } from '../store/support/build.ts';
import { type Client, places, startTestService, type TestService } from './support/service.ts';

describe.each(places)('service/declared-desk on %s', (_where, startPlace) => {
  let place: Awaited<ReturnType<typeof startPlace>>;
  let service: TestService;
  let officer: Client;
  let auditor: Client;
  const own = '/api/v1/tenants/hubspot-1';
  beforeAll(async () => {
    place = await startPlace();
    service = await startTestService(place.env);
    const tenant = await service.store.upsertTenant('hubspot', '1');
    await finish(service.store.of(tenant), { features: { a: {} } });
    officer = await service.as('officer', 'hubspot-1');
    auditor = await service.as('auditor', 'hubspot-1');
  }, 120_000);
  afterAll(async () => {
    await service.close();
    await place.stop();
  });

  const screening = {
    name: 'CV screening',
    kind: 'score',
    system: { vendor: 'Acme', name: 'Acme Screen' },
    facts: {
      planned: true,
      technique: 'ml-predictive',
      weightsOrigin: 'learned',
      purposes: ['recruitment'],
      subjectRoles: ['candidate'],
      output: ['score'],
      effect: ['hiring'],
      audience: ['employee'],
    },
    note: 'Offered by the vendor; to be introduced in spring.',
    reason: 'Told by the HR team.',
  };
  const enter = async (body: object) => {
    const { status, body: entered } = await officer('POST', `${own}/declared`, body);
    expect([status, entered.detail]).toEqual([201, undefined]);
    return entered;
  };

  it('judges what is planned by the same rules as what was found', async () => {
    const entered = await enter(screening);

    expect(entered).toMatchObject({
      asset: { kind: 'declared' },
      tier: 'high',
      flags: ['high-risk-review'],
      facts: { planned: { value: true, basis: 'declared' }, subjectKind: { value: 'natural-person', basis: 'linked' } },
      evidence: [{ claim: expect.stringContaining('entered it'), value: screening.note }],
    });
    expect(entered.obligations).toEqual(
      expect.arrayContaining([expect.objectContaining({ from: '2027-12-02', status: 'upcoming' })]),
    );
  });

  it.each([
    ['a formula that people made', { technique: 'manual-rules', weightsOrigin: 'human' }, 'not-ai'],
    [
      'a chat that talks to customers',
      {
        technique: 'generative',
        directInteraction: true,
        audience: ['customer'],
        subjectKind: 'natural-person',
        purposes: ['conversation'],
      },
      'limited',
    ],
  ])('finds %s to be %s', async (name, facts, tier) => {
    expect((await enter({ name, system: { vendor: 'v', name: 'n' }, facts })).tier).toBe(tier);
  });

  it('knows from the catalogue what the vendor’s feature is, and asks no more whether it is in use', async () => {
    const tenant = (await service.store.tenant('hubspot-1'))!;
    const gap = { catalogueId: 'breeze-assistant', name: 'Breeze Assistant', why: 'no-api' as const, question: '?' };
    const other = { ...gap, catalogueId: 'quote-text' };
    await finish(service.store.of(tenant), { features: { a: {} }, notVisible: [gap, other] });
    const unseen = async () =>
      ((await auditor('GET', `${own}/coverage`)).body.notVisible as (typeof gap)[]).map(
        ({ catalogueId }) => catalogueId,
      );
    expect(await unseen()).toEqual(['breeze-assistant', 'quote-text']);

    const entered = await enter({ name: 'Assistant of the sales team', catalogueId: 'breeze-assistant' });
    expect(entered).toMatchObject({
      kind: expect.not.stringMatching('other'),
      system: { id: 'breeze-assistant', vendor: 'HubSpot', name: expect.stringContaining('Assistant') },
      facts: { technique: { basis: 'catalogue' } },
    });
    expect(await unseen()).toEqual(['quote-text']);
    const one = `${own}/declared/${entered.asset.externalId}`;
    const used = { name: 'Assistant', catalogueId: 'breeze-assistant', facts: { technique: 'search', inUse: false } };
    expect((await officer('PUT', one, used)).body).toMatchObject({
      facts: { technique: { value: 'search', basis: 'declared' } },
      dormant: true,
    });

    await officer('DELETE', one);
    expect(await unseen()).toEqual(['breeze-assistant', 'quote-text']);
  });

  it('asks for what was left out, and judges the answer', async () => {
    const facts = { technique: 'ml-predictive', output: ['score'], subjectKind: 'natural-person' };
    const entered = await enter({ ...screening, name: 'Matching', facts });
    expect(entered.tier).toBe('undetermined');
    const { body: questions } = await auditor('GET', `${own}/questions`);
    const asked = (questions.data as { key: string; questions: { fact: string }[] }[]).find(
      ({ key }) => key === entered.key,
    );
    expect(asked?.questions.map(({ fact }) => fact)).toContain('purposes');

    const at = `${own}/features/${encodeURIComponent(entered.key)}/facts/purposes`;
    const answered = await officer('PUT', at, { value: ['recruitment'], reason: 'It ranks.' });
    expect(answered.body).toMatchObject({
      tier: 'high',
      facts: { purposes: { value: ['recruitment'], basis: 'declared' } },
    });
    const again = await officer('PUT', at, { value: ['translation'] });
    // What was said of it anew stands alone: there is nothing that was seen to set it beside.
    expect(again.body.facts.purposes).toMatchObject({ value: ['translation'] });
    expect(again.body.facts.purposes).not.toHaveProperty('conflict');
    expect((await officer('DELETE', at)).body.facts.purposes).toBeUndefined();
    const { body: full } = await auditor('GET', `${own}/declared/${entered.asset.externalId}`);
    expect(full.history).toHaveLength(4);
  });

  it('shows it in lists, export, changes and the audit log', async () => {
    const { key } = await enter({ ...screening, name: 'Seen everywhere' });
    const find = async (path: string) => JSON.stringify((await auditor('GET', own + path)).body);

    for (const path of ['/features?q=Seen%20everywhere', '/export', '/export?format=csv', '/changes', '/declared']) {
      expect([path, (await find(path)).includes(key)]).toEqual([path, true]);
    }
    expect(await find('/audit')).toContain('feature.entered');
  });

  it('is described anew, and withdrawn, and both are kept', async () => {
    const { key, asset } = await enter({ ...screening, name: 'Pilot' });
    const one = `${own}/declared/${asset.externalId}`;
    const changed = await officer('PUT', one, { ...screening, name: 'Pilot 2', facts: { technique: 'manual-rules' } });
    expect(changed.body).toMatchObject({ key, name: 'Pilot 2', tier: 'not-ai' });
    expect((await officer('DELETE', one)).status).toBe(204);

    expect((await auditor('GET', `${own}/features/${encodeURIComponent(key)}`)).status).toBe(404);
    for (const [method, body] of [
      ['DELETE', undefined],
      ['PUT', screening],
    ] as const) {
      expect((await officer(method, one, body)).status).toBe(404);
    }
    const { body } = await auditor('GET', one);
    expect(body.said).toBeUndefined();
    expect(body.history.map(({ said }: { said?: { name: string } }) => said?.name)).toEqual([
      undefined,
      'Pilot 2',
      'Pilot',
    ]);
  });

  it.each([
    ['no system', { name: 'x' }, 'body.system'],
    ['what no catalogue knows', { name: 'x', catalogueId: 'nothing' }, 'body.catalogueId'],
    [
      'what the catalogue of another CRM knows',
      { name: 'x', catalogueId: 'sugar-lead-conversion' },
      'body.catalogueId',
    ],
    ['a fact that there is not', { ...screening, facts: { colour: 'red' } }, 'body.facts'],
    ['a value that there is not', { ...screening, facts: { effect: ['fame'] } }, 'body.facts.effect.0'],
    ['one value for a list', { ...screening, facts: { effect: 'hiring' } }, 'body.facts.effect'],
    ['a fact of the company', { ...screening, facts: { tenantSector: 'bank' } }, 'body.facts.tenantSector'],
    [
      'a text that is no fact',
      { ...screening, facts: { vendorPurpose: 'x'.repeat(1_001) } },
      'body.facts.vendorPurpose',
    ],
    ['a kind that there is not', { ...screening, kind: 'robot' }, 'body.kind'],
    ['an empty name', { ...screening, name: '  ' }, 'body.name'],
    ['more than was asked', { ...screening, tier: 'minimal' }, 'body'],
  ])('refuses %s, and says where', async (_what, body, where) => {
    const { status, body: problem } = await officer('POST', `${own}/declared`, body);

    expect([status, problem.faults.map(({ at }: { at: string }) => at)]).toEqual([400, [where]]);
  });

  it('is not for an auditor', async () => {
    expect((await auditor('POST', `${own}/declared`, screening)).status).toBe(403);
  });
});
