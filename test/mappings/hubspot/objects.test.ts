import { describe, expect, it } from '@jest/globals';
import {
  account,
  actionType,
  auditEvent,
  objectKey,
  objectTexts,
  owner,
  pipeline,
  propertyHistory,
  propertyPopulation,
  securityEvent,
  user,
} from '../../../mappings/hubspot/context-only.ts';
import { uiLink } from '../../../mappings/hubspot/links.ts';
import { objectPath, standardObject } from '../../../mappings/hubspot/object-types.ts';
import { objectSchema } from '../../../mappings/hubspot/object-schema.ts';
import { subjectKind, subjectRoles } from '../../../mappings/hubspot/subjects.ts';
import { assetOf, contextOf, contributed, examine, inputOf } from '../../support/build.ts';

describe('mappings/hubspot/object-types', () => {
  it.each([
    ['0-1', 'contacts'],
    ['contacts', 'contacts'],
    ['0-136', 'leads'],
    ['2-77', '2-77'],
    ['0-9999', '0-9999'],
    [undefined, undefined],
  ])('%s is %s', (id, path) => {
    expect(objectPath(id)).toBe(path);
  });

  it('knows whom standard records stand for, and not those of the account', () => {
    expect(standardObject('companies')?.subjectKind).toBe('company');
    expect(standardObject('2-77')).toBeUndefined();
  });
});

describe('mappings/hubspot/subjects', () => {
  const of = (objectTypeId?: string) =>
    inputOf(assetOf('workflow', '1', { ...(objectTypeId !== undefined && { objectTypeId }) }));
  const field = { field: 'objectTypeId' };

  it.each([
    ['0-1', 'natural-person'],
    ['0-2', 'company'],
    ['0-27', 'none'],
    ['0-3', undefined],
    ['0-115', 'natural-person'],
    ['2-77', undefined],
    [undefined, undefined],
  ])('records of %s stand for %s', (objectTypeId, kind) => {
    const fact = subjectKind(field)(of(objectTypeId));
    expect(fact.known ? fact.value : undefined).toBe(kind);
  });

  it('knows the role of few objects, and only by the catalogue', () => {
    expect(subjectRoles(field)(of('0-5'))).toMatchObject({ value: ['customer'], basis: 'catalogue' });
    expect(subjectRoles(field)(of('0-1'))).toMatchObject({ known: false });
  });
});

describe('mappings/hubspot/object-schema', () => {
  const payload = {
    objectTypeId: '2-77',
    name: 'job_applicant',
    labels: { singular: 'Bewerber', plural: 'Bewerber' },
    description: 'Wer sich bewirbt',
  };

  it('says whose records these are', () => {
    const { objects } = contributed(objectSchema, [assetOf('object-schema', '2-77', payload)]);
    expect(objects.get('2-77')).toEqual({
      objectType: '2-77',
      label: 'Bewerber',
      texts: ['job applicant', 'Bewerber', 'Wer sich bewirbt'],
    });
  });

  it('goes by its id where the vendor is silent', () => {
    const { objects } = contributed(objectSchema, [assetOf('object-schema', '2-78')]);
    expect(objects.get('2-78')).toEqual({ objectType: '2-78', label: '2-78', texts: [] });
    expect(objectTexts({})).toEqual([]);
    expect(objectKey({}, '2-9')).toBe('2-9');
  });

  it('is no AI and no finding by itself', () => {
    expect(examine(objectSchema, { ...payload, name: 'ai_score' }).detection).toEqual({ result: 'plain' });
  });
});

describe('mappings/hubspot/links', () => {
  it.each([
    [{ uiDomain: 'app-eu1.hubspot.com', id: '7 7' }, { url: 'https://app-eu1.hubspot.com/flows/7%207' }],
    [{ uiDomain: 'app.hubspot.com\u202e\u0007', id: '7' }, {}],
    [{ uiDomain: 'evil.example/app.hubspot.com', id: '7' }, {}],
    [{ id: '7' }, {}],
    [{}, {}],
  ])('from %j', (known, link) => {
    expect(uiLink(contextOf({ account: known }), (portal) => `/flows/${portal}`)).toEqual(link);
  });
});

describe('mappings/hubspot/context-only', () => {
  it('learns names and fields of actions', () => {
    const { actionTypes } = contributed(actionType, [
      assetOf('action-type', '1-7', { actionName: 'Post', description: 'x', fields: ['a', 1] }),
      assetOf('action-type', '1-8'),
    ]);
    expect([...actionTypes]).toEqual([
      ['1-7', { name: 'Post', description: 'x', fields: ['a'] }],
      ['1-8', { name: '1-8', fields: [] }],
    ]);
  });

  it('counts only what was counted: not checkable is not zero', () => {
    const { population } = contributed(propertyPopulation, [
      assetOf('property-population', 'deals/a', { total: 0 }),
      assetOf('property-population', 'deals/b', { total: null }),
      assetOf('property-population', 'deals/c'),
    ]);
    expect([...population]).toEqual([['deals/a', 0]]);
  });

  it('learns who wrote, how stages are called, and what happened', () => {
    expect([
      ...contributed(propertyHistory, [assetOf('property-history', 'deals/a', { sources: { API: 2, odd: 'x' } })])
        .writers,
    ]).toEqual([['deals/a', { API: 2 }]]);
    expect([...contributed(propertyHistory, [assetOf('property-history', 'deals/a')]).writers]).toEqual([
      ['deals/a', {}],
    ]);
    const stages = contributed(pipeline, [
      assetOf('pipeline', 'p', { label: 'Hiring', stages: [{ id: 's', label: 'Rejected' }, 'odd'] }),
    ]).stages;
    expect([...stages]).toEqual([['s', 'Hiring: Rejected']]);
    const events = contributed(securityEvent, [
      assetOf('security-event', 'x', { type: 'BOTS_WEBHOOK_POST', count: 3 }),
      assetOf('security-event', 'y'),
    ]);
    expect([...events.securityEvents]).toEqual([
      ['BOTS_WEBHOOK_POST', 3],
      ['y', 1],
    ]);
  });

  it('learns the account’s address', () => {
    expect(contributed(account, [assetOf('account', '7', { uiDomain: 'app.hubspot.com' })]).account).toEqual({
      id: '7',
      uiDomain: 'app.hubspot.com',
    });
    expect(contributed(account, [assetOf('account', '7')]).account).toEqual({ id: '7' });
  });

  it('keeps users, owners and audit events for others to read', () => {
    expect([user, owner, auditEvent].map(({ examine: examined, contributes }) => examined ?? contributes)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
