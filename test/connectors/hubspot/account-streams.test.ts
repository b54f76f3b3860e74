import { describe, expect, it } from '@jest/globals';
import { pipelines } from '../../../connectors/hubspot/pipelines.ts';
import { securityLog } from '../../../connectors/hubspot/security-log.ts';
import { users } from '../../../connectors/hubspot/users.ts';
import type { RawAsset } from '../../../src/model/raw-asset.ts';
import { hubspotApi } from '../../support/http-mock.ts';
import { testClient } from './support/client.ts';
import { drain, idsOf, keptOf } from './support/kept.ts';

const NOW = new Date('2026-11-27T00:00:00.000Z');
const SINCE = '2026-08-29T00:00:00.000Z';
const context = (kept: readonly Partial<RawAsset>[] = []) => ({ client: testClient(), kept: keptOf(kept), now: NOW });
const denied = (scope: string) => ({
  category: 'MISSING_SCOPES',
  errors: [{ context: { requiredGranularScopes: [scope] } }],
});
const next = (after: string) => ({ paging: { next: { after } } });

describe('connectors/hubspot/users', () => {
  const people = '/settings/users/2026-09-beta';
  const owners = '/crm/owners/2026-09';
  const pull = () => drain(users.pull(context()));

  it('keeps ids and roles of users and owners over every page, and no name or address', async () => {
    hubspotApi()
      .get(people)
      .query({ limit: 100 })
      .reply(200, {
        results: [
          { id: '7', email: 'ana@example.com', firstName: 'Ana', lastName: 'Ruiz', superAdmin: true, roleIds: [4] },
        ],
        ...next('x'),
      })
      .get(people)
      .query({ limit: 100, after: 'x' })
      .reply(200, { results: [{ id: '8' }] })
      .get(owners)
      .query({ limit: 100 })
      .reply(200, { results: [{ id: '70', type: 'PERSON', userId: 7, email: 'ana@example.com', archived: false }] });
    const { pages } = await pull();
    expect(pages.flatMap(({ assets }) => assets.map(({ kind, payload }) => ({ kind, ...payload })))).toEqual([
      { kind: 'user', id: '7', superAdmin: true, roleIds: ['4'] },
      { kind: 'user', id: '8' },
      { kind: 'owner', id: '70', type: 'PERSON', userId: '7', archived: false },
    ]);
  });

  it('is partial when only one of the two is refused', async () => {
    hubspotApi().get(people).query(true).reply(403, denied('settings.users.read'));
    hubspotApi()
      .get(owners)
      .query(true)
      .reply(200, { results: [{ id: '70' }] });
    const { pages, error } = await pull();
    expect(error).toBeUndefined();
    expect(pages.flatMap(({ refused = [] }) => refused)).toMatchObject([
      { what: 'users', grant: 'settings.users.read' },
    ]);
    expect(idsOf(pages)).toEqual(['70']);
  });

  it('is denied when both are refused', async () => {
    hubspotApi().get(people).query(true).reply(403, denied('settings.users.read'));
    hubspotApi().get(owners).query(true).reply(403, denied('crm.objects.owners.read'));
    expect((await pull()).error).toMatchObject({ code: 'ACCESS_DENIED', grants: ['settings.users.read'] });
  });

  it('quarantines what has no id', async () => {
    hubspotApi()
      .get(people)
      .query(true)
      .reply(200, { results: [{ email: 'x' }] })
      .get(owners)
      .query(true)
      .reply(200, { results: [] });
    expect((await pull()).pages[0]).toMatchObject({ assets: [], quarantined: [{ item: '#0' }] });
  });
});

describe('connectors/hubspot/pipelines', () => {
  const path = (type: string) => `/crm/pipelines/2026-09/${type}`;
  const numbered = (type: string) => `/crm/v3/pipelines/${type}`;
  const stages = [{ id: 's1', label: 'Rejected', displayOrder: 1, metadata: { probability: '0.0' } }];
  const pull = (kept: readonly Partial<RawAsset>[] = []) => drain(pipelines.pull(context(kept)));

  it('reads those of deals, tickets, leads and custom objects, by their stages', async () => {
    hubspotApi()
      .get(path('deals'))
      .reply(200, { results: [{ id: 'default', label: 'Sales', stages }] })
      .get(path('tickets'))
      .reply(200, { results: [] })
      .get(path('leads'))
      .reply(200, { results: [{ label: 'no id' }] })
      .get(path('2-77'))
      .reply(200, { results: [{ id: 'p', stages: 'odd' }] });
    const { pages } = await pull([{ kind: 'object-schema', externalId: '2-77' }]);
    expect(idsOf(pages)).toEqual(['deals/default', '2-77/p']);
    expect(pages[0]?.assets[0]?.payload).toEqual({
      objectType: 'deals',
      id: 'default',
      label: 'Sales',
      stages: [{ id: 's1', label: 'Rejected' }],
    });
    expect(pages.flatMap(({ quarantined = [] }) => quarantined)).toHaveLength(1);
  });

  it('tells which type is refused and reads the others; a type that the account lacks is passed over', async () => {
    hubspotApi().get(path('deals')).reply(403, denied('crm.objects.deals.read'));
    hubspotApi()
      .get(path('tickets'))
      .reply(200, { results: [{ id: 't' }] })
      .get(path('leads'))
      .reply(404);
    const { pages, error } = await pull();
    expect(error).toBeUndefined();
    expect(pages.flatMap(({ refused = [] }) => refused)).toMatchObject([
      { what: 'pipelines of deals', grant: 'crm.objects.deals.read' },
    ]);
    expect(idsOf(pages)).toEqual(['tickets/t']);
  });

  it('is denied when no type can be read', async () => {
    hubspotApi().get(path('deals')).reply(403, denied('crm.objects.deals.read'));
    hubspotApi().get(path('tickets')).reply(403, denied('tickets'));
    hubspotApi().get(path('leads')).reply(404).get(numbered('leads')).reply(404);
    expect((await pull()).error).toMatchObject({ code: 'ACCESS_DENIED', grants: ['crm.objects.deals.read'] });
  });
});

describe('connectors/hubspot/security-log', () => {
  const security = '/account-info/2026-09/activity/security';
  const audit = '/account-info/2026-09/activity/audit-logs';
  const pull = () => drain(securityLog.pull(context()));

  it('counts events of 90 days by type over every page, and keeps nobody', async () => {
    const event = (type: string, createdAt: string) => ({
      type,
      createdAt,
      actingUser: 'ana@example.com',
      ipAddress: '10.0.0.1',
    });
    hubspotApi()
      .get(security)
      .query({ limit: 100, fromTimestamp: SINCE })
      .reply(200, { results: [event('BOTS_WEBHOOK_POST', '2026-11-02'), event('LOGIN', '2026-11-01')], ...next('x') })
      .get(security)
      .query({ limit: 100, fromTimestamp: SINCE, after: 'x' })
      .reply(200, { results: [event('BOTS_WEBHOOK_POST', '2026-11-01'), { createdAt: 'x' }] })
      .get(audit)
      .query({ limit: 100, occurredAfter: SINCE })
      .reply(200, {
        results: [
          { category: 'CUSTOMER_AGENT', subCategory: 'PROFILE', action: 'PUBLISH', occurredAt: '2026-11-03' },
          { category: 'PIPELINE', subCategory: 'DEAL', action: 'UPDATE', occurredAt: '2026-11-03' },
          { category: 'EMAIL', subCategory: 'MAIL', action: 'UPDATE', occurredAt: '2026-11-03' },
        ],
      });
    const { pages } = await pull();
    expect(pages.flatMap(({ assets }) => assets.map(({ kind, payload }) => ({ kind, ...payload })))).toEqual([
      { kind: 'security-event', type: 'BOTS_WEBHOOK_POST', count: 2, lastAt: '2026-11-02' },
      { kind: 'security-event', type: 'LOGIN', count: 1, lastAt: '2026-11-01' },
      { kind: 'audit-event', type: 'CUSTOMER_AGENT/PROFILE/PUBLISH', count: 1, lastAt: '2026-11-03' },
    ]);
  });

  it('keeps the security activity where the edition has no audit log', async () => {
    hubspotApi()
      .get(security)
      .query(true)
      .reply(200, { results: [{ type: 'LOGIN' }] });
    hubspotApi().get(audit).query(true).reply(403, denied('account-info.security.read'));
    const { pages, error } = await pull();
    expect(error).toBeUndefined();
    expect(idsOf(pages)).toEqual(['LOGIN']);
  });

  it('passes a refusal of the security activity on', async () => {
    hubspotApi().get(security).query(true).reply(403, denied('account-info.security.read'));
    expect((await pull()).error).toMatchObject({ code: 'ACCESS_DENIED', grants: ['account-info.security.read'] });
  });
});
