import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHubSpot } from '../../simulator/hubspot/server.ts';
import { startSugar } from '../../simulator/sugarcrm/server.ts';
import { type Client, places, startTestService, type TestService } from './support/service.ts';

describe.each(places)('service/service on %s', (_where, startPlace) => {
  let place: Awaited<ReturnType<typeof startPlace>>;

  let hubspot: Awaited<ReturnType<typeof startHubSpot>>;
  let sugar: Awaited<ReturnType<typeof startSugar>>;
  let service: TestService;
  let admin: Client;
  let tenant: string;
  beforeAll(async () => {
    hubspot = await startHubSpot({ worlds: ['recruiter'] });
    sugar = await startSugar();
    place = await startPlace();
    service = await startTestService({ HUBSPOT_API_URL: hubspot.url, ...place.env });
    admin = await service.as('admin');
  }, 120_000);
  afterAll(async () => {
    await service.close();
    await Promise.all([hubspot.close(), sugar.close(), place.stop()]);
  });

  const hubspotAuth = () => ({ type: 'token', accessToken: hubspot.tokens['recruiter'] });

  interface Asked {
    key: string;
    tier: string;
    questions: { fact: string; choices: { value: unknown; tier: string }[] }[];
  }
  interface Observed {
    key: string;
    facts: { enabled?: { known: boolean; basis?: string; value?: boolean } };
  }

  /** What a stream of events said, until it ended. */
  async function watch(path: string) {
    const text = (await admin('GET', path)).body as string;
    return text
      .split('\n\n')
      .filter((block) => block.startsWith('event: '))
      .map((block) => {
        const [event = '', data = ''] = block.split('\n');
        return { event: event.slice(7), data: JSON.parse(data.slice(6)) as Record<string, unknown> };
      });
  }

  it('leads the first administrator to the port that was free', async () => {
    const link = new URL(service.adminLink!);
    expect(link.origin).toBe(service.url);
    expect((await fetch(service.origin + link.pathname + link.search)).status).toBe(200);
    expect([link.port, service.url]).toEqual([String(service.port), `http://localhost:${service.port}`]);
  });

  describe('forms', () => {
    it.each([
      ['20 kB and more', `email=${'x'.repeat(21_000)}`, 'application/x-www-form-urlencoded'],
      ['20 kB of names', 'a&'.repeat(11_000), 'application/x-www-form-urlencoded'],
    ])('refuses %s as too large, and does not take it for a fault of ours', async (_case, body, type) => {
      const answer = await fetch(`${service.origin}/sign-in`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });

      expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'REQUEST_UNREADABLE' }]);
    });

    it.each(['application/json', 'text/plain'])('finds no field in %s', async (type) => {
      const headers = { 'content-type': type, origin: new URL(service.adminLink!).origin };
      const answer = await fetch(`${service.origin}/sign-in`, { method: 'POST', headers, body: '{"email":"a"}' });

      expect(answer.status).toBe(401);
    });
  });

  describe('accounts', () => {
    it('keeps nothing when the CRM refuses the credentials', async () => {
      const wrong = await admin('POST', '/api/v1/tenants', {
        crm: 'hubspot',
        auth: { type: 'token', accessToken: 'pat-na1-wrong' },
      });
      const [first] = Object.values(sugar.instances);
      const password = await admin('POST', '/api/v1/tenants', {
        crm: 'sugarcrm',
        url: first!.url,
        auth: { type: 'password', username: first!.username, password: 'wrong', platform: first!.platform },
      });

      expect([wrong.status, wrong.body.code]).toEqual([422, 'AUTH_FAILED']);
      expect([password.status, password.body.code]).toEqual([422, 'AUTH_FAILED']);
      expect(JSON.stringify([wrong.body, password.body])).not.toMatch(/pat-na1-wrong|"wrong"/);
      expect((await admin('GET', '/api/v1/tenants')).body.data).toEqual([]);
    });

    it.each`
      what                      | body
      ${'no schedule'}          | ${{ crm: 'hubspot', auth: { type: 'token', accessToken: 'x' }, schedule: 'daily' }}
      ${'a time that never is'} | ${{ crm: 'hubspot', auth: { type: 'token', accessToken: 'x' }, schedule: '0 0 31 2 *' }}
      ${'no time zone'}         | ${{ crm: 'hubspot', auth: { type: 'token', accessToken: 'x' }, timeZone: 'Mars/Base' }}
      ${'the other CRM’s auth'} | ${{ crm: 'hubspot', auth: { type: 'password', username: 'a', password: 'b' } }}
      ${'no address'}           | ${{ crm: 'sugarcrm', url: 'acme', auth: { type: 'password', username: 'a', password: 'b' } }}
      ${'a name of its own'}    | ${{ crm: 'hubspot', auth: { type: 'token', accessToken: 'x' }, id: 'mine' }}
    `('refuses $what before it asks anybody', async ({ body }) => {
      const answer = await admin('POST', '/api/v1/tenants', body);
      expect([answer.status, answer.body.code]).toEqual([400, 'INPUT_INVALID']);
    });

    it('connects an account once, and never shows what with', async () => {
      const wanted = {
        crm: 'hubspot',
        name: 'Recruiter',
        auth: hubspotAuth(),
        schedule: '0 3 * * *',
        timeZone: 'Europe/Paris',
      };
      const made = await admin('POST', '/api/v1/tenants', wanted);
      const again = await admin('POST', '/api/v1/tenants', wanted);
      tenant = made.body.id as string;

      expect([made.status, made.body]).toEqual([
        201,
        {
          id: expect.stringMatching(/^hubspot-\d+$/),
          crm: 'hubspot',
          name: 'Recruiter',
          account: expect.any(String),
          connection: expect.objectContaining({
            auth: 'token',
            schedule: '0 3 * * *',
            timeZone: 'Europe/Paris',
            state: 'ok',
          }),
          package: null,
        },
      ]);
      expect([again.status, again.body.code]).toEqual([409, 'CONFLICT']);
      const shown = await admin('GET', `/api/v1/tenants/${tenant}`);
      expect(JSON.stringify([made.body, shown.body])).not.toContain(hubspot.tokens['recruiter']);
    });

    it('changes name and schedule, and takes no credentials of another account', async () => {
      const path = `/api/v1/tenants/${tenant}`;
      const changed = await admin('PATCH', path, { name: 'New name', schedule: null });
      const [first] = Object.values(sugar.instances);
      const other = await admin('PATCH', path, {
        auth: { type: 'password', username: first!.username, password: 'x' },
      });
      const same = await admin('PATCH', path, { auth: hubspotAuth() });
      const alone = await admin('PATCH', path, { url: 'https://other.example.org' });

      expect(changed.body).toMatchObject({
        name: 'New name',
        connection: { schedule: null, timeZone: 'Europe/Paris' },
      });
      expect([other.status, same.status]).toEqual([400, 200]);
      expect([alone.status, alone.body.faults]).toEqual([400, [{ at: 'body.url', fault: 'goes with auth' }]]);
    });
  });

  describe('tokens', () => {
    it('makes a token for one tenant, which works until it is revoked, and is shown once', async () => {
      const made = await admin('POST', '/api/v1/tokens', { role: 'auditor', name: 'report', expiresInDays: 30 });
      expect(made).toMatchObject({ status: 201, body: { token: expect.stringMatching(/^aiinv_/) } });
      const ask = () =>
        fetch(`${service.origin}/api/v1/tenants`, { headers: { authorization: `Bearer ${made.body.token}` } });
      expect((await ask()).status).toBe(200);

      const { body: listed } = await admin('GET', '/api/v1/tokens');
      expect(listed.data.at(-1)).toMatchObject({ id: made.body.id, role: 'auditor', name: 'report' });
      expect(JSON.stringify(listed)).not.toContain(made.body.token);

      expect((await admin('DELETE', `/api/v1/tokens/${made.body.id}`)).status).toBe(204);
      expect((await ask()).status).toBe(401);
      expect((await admin('DELETE', `/api/v1/tokens/${made.body.id}`)).status).toBe(404);
    });

    it('makes none for a tenant that is not there, and none for whom is no administrator of the install', async () => {
      const wanted = { tenant: 'hubspot-none', role: 'admin', name: 'x' };
      expect((await admin('POST', '/api/v1/tokens', wanted)).status).toBe(404);
      expect((await (await service.as('officer'))('POST', '/api/v1/tokens', { ...wanted, tenant: '*' })).status).toBe(
        403,
      );
    });
  });

  describe('from a scan to a decision', () => {
    let scan: string;
    let key: string;
    const own = (path: string) => `/api/v1/tenants/${tenant}${path}`;

    it('scans when asked, once, and tells how far it is until it ends', async () => {
      const [first, ...others] = await Promise.all(Array.from({ length: 20 }, () => admin('POST', own('/scans'), {})));
      const ids = new Set([first!, ...others].map(({ body }) => body.id as string));
      scan = first!.body.id as string;
      const events = await watch(own(`/scans/${scan}/events`));

      expect([first!, ...others].map(({ status }) => status)).toEqual(Array(20).fill(202));
      expect(ids.size).toBe(1);
      expect([first!, ...others].filter(({ body }) => !body.joined)).toHaveLength(1);
      expect(events.at(-1)).toMatchObject({ event: 'end', data: { id: scan, state: 'done' } });
      expect(events.slice(0, -1).every(({ event }) => event === 'progress')).toBe(true);
      expect((await admin('GET', own(`/scans/${scan}`))).body).toMatchObject({
        kind: 'resync',
        state: 'done',
        attempts: 1,
      });
      expect((await admin('POST', own(`/scans/${scan}/cancel`))).body.code).toBe('CONFLICT');
    }, 60_000);

    it('lists, filters and pages what it found, in the same words as every export', async () => {
      const all = await admin('GET', own('/features?size=200&lang=de'));
      const high = await admin('GET', own('/features?tier=high&size=1'));
      const exported = await admin('GET', own('/export?format=json&lang=de'));

      expect(all.body.total).toBe(all.body.data.length);
      const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
      expect(all.body.data.toSorted(byKey)).toEqual(exported.body.features);
      expect([high.body.data.length, high.body.data[0].tier, high.body.total > 1]).toEqual([1, 'high', true]);
      expect(exported.body.schema).toBe('ai-inventory/scan@1');
      expect(exported.headers.get('content-disposition')).toContain(`${tenant}.json`);
    });

    it('tells one feature in full, by its url-encoded key', async () => {
      const { body } = await admin('GET', own('/features?q=soft_skills'));
      const found = await admin('GET', own(`/features/${encodeURIComponent(body.data[0].key as string)}`));

      expect(body.data[0].key).toContain('/');
      expect([found.status, found.body.key]).toEqual([200, body.data[0].key]);
      expect(found.body.explanation.sections.length).toBeGreaterThan(0);
    });

    it('asks what is open, and judges again as soon as somebody answers', async () => {
      const officer = await service.as('officer', tenant);
      const { body } = await officer('GET', own('/questions'));
      // One whose answer would change something.
      const [asked] = (body.data as Asked[]).flatMap((entry) =>
        entry.questions.flatMap(({ fact, choices }) =>
          choices.filter((choice) => choice.tier !== entry.tier).map((choice) => ({ ...entry, fact, choice })),
        ),
      );
      if (!asked) {
        throw new Error('The sample account has a question that decides.');
      }
      key = encodeURIComponent(asked.key);
      const before = await hubspotCalls();
      await officer('POST', own(`/features/${key}/decisions`), {
        kind: 'accept',
        reason: 'Looked at it with the vendor.',
      });
      const answered = await officer('PUT', own(`/features/${key}/facts/${asked.fact}`), {
        value: asked.choice.value,
        reason: 'I run it.',
      });

      expect(answered.status).toBe(200);
      expect(answered.body.tier).toBe(asked.choice.tier);
      expect(answered.body.facts[asked.fact]).toMatchObject({ known: true, basis: 'declared' });
      expect(answered.body.declarations).toMatchObject([
        { fact: asked.fact, reason: 'I run it.', by: { name: 'officer' } },
      ]);
      expect(answered.body.decisions).toMatchObject([{ kind: 'accept', lapsedAt: expect.any(String) }]);
      expect(await hubspotCalls()).toBe(before);
      const { body: changes } = await officer('GET', own('/changes?since=2020-01-01&limit=1000'));
      expect(changes.data.at(-1)).toMatchObject({
        key: asked.key,
        what: 'verdict',
        after: { tier: asked.choice.tier },
      });
      expect(changes.data.every(({ text }: { text: string[] }) => text.length > 0)).toBe(true);

      const takenBack = await officer('DELETE', own(`/features/${key}/facts/${asked.fact}`));
      expect([takenBack.body.tier, takenBack.body.declarations]).toEqual([asked.tier, []]);
    });

    it.each`
      fact           | value                 | at
      ${'effect'}    | ${['no-such-effect']} | ${'body.value'}
      ${'effect'}    | ${'hiring'}           | ${'body.value'}
      ${'profiling'} | ${'yes'}              | ${'body.value'}
      ${'profiling'} | ${undefined}          | ${'body.value'}
      ${'noSuch'}    | ${true}               | ${'params.fact'}
    `('refuses $value as $fact, and says what is allowed', async ({ fact, value, at }) => {
      const answer = await admin('PUT', own(`/features/${key}/facts/${String(fact)}`), { value });
      expect([answer.status, answer.body.faults[0].at]).toEqual([400, at]);
    });

    it('describes the value of a declaration as needed', async () => {
      const { body } = await admin('GET', '/api/v1/openapi.json');
      const { put } = body.paths['/tenants/{id}/features/{key}/facts/{fact}'];
      expect(put.requestBody.content['application/json'].schema.required).toEqual(['value']);
    });

    it('holds a declaration beside another value that was observed as a conflict', async () => {
      const { body } = await admin('GET', own('/features?size=200'));
      const entry = (body.data as Observed[]).find(
        ({ facts }) => facts.enabled?.known && facts.enabled.basis === 'observed',
      )!;
      const path = own(`/features/${encodeURIComponent(entry.key)}/facts/enabled`);
      const answer = await admin('PUT', path, { value: !entry.facts.enabled?.value });

      expect(answer.body.facts.enabled).toMatchObject({
        value: entry.facts.enabled?.value,
        basis: 'observed',
        conflict: { value: !entry.facts.enabled?.value, basis: 'declared' },
      });
      await admin('DELETE', path);
    });

    it('shows coverage, the table, and every act in the log', async () => {
      const coverage = await admin('GET', own('/coverage'));
      const csv = await admin('GET', own('/export?format=csv'));
      const audit = await admin('GET', own('/audit'));

      expect(coverage.body.scan.id).toBe(scan);
      expect(coverage.body.coverage.length).toBeGreaterThan(10);
      expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(csv.body).toContain('high-risk-review');
      const acts = audit.body.data.map(({ action }: { action: string }) => action);
      expect(acts).toEqual(
        expect.arrayContaining([
          'connection.saved',
          'scan.requested',
          'fact.declared',
          'fact.withdrawn',
          'feature.decided',
          'tenant.renamed',
        ]),
      );
    });

    it('measures what there is, and is ready', async () => {
      const metrics = await (await fetch(`${service.origin}/metrics`)).text();
      const ready = await fetch(`${service.origin}/readyz`);

      expect(metrics).toMatch(/ai_inventory_scans\{state="done"\} 1/);
      expect(metrics).toMatch(/ai_inventory_vendor_requests\{status="200"\} \d+/);
      expect(metrics).not.toContain(tenant);
      expect([ready.status, await ready.json()]).toEqual([
        200,
        { ready: true, stopping: false, database: true, queue: true },
      ]);
    });

    it('erases an account with everything that is kept of it', async () => {
      expect((await admin('DELETE', own(''))).status).toBe(204);
      expect((await admin('GET', own('/features'))).status).toBe(404);
      expect((await admin('GET', '/api/v1/audit')).body.data[0]).toMatchObject({
        action: 'tenant.erased',
        target: tenant,
      });
    });
  });

  async function hubspotCalls(): Promise<number> {
    const answer = await fetch(`${hubspot.url}/__simulator/stats?world=recruiter`);
    return ((await answer.json()) as { requests: number }).requests;
  }
});
