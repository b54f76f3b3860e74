import { describe, expect, it } from '@jest/globals';
import { modulesIn } from '../../../src/exports/sugarcrm/modules.ts';
import type { AiFeature, Relation } from '../../../src/model/feature.ts';
import { entryOf } from './support/entry.ts';

const link = (relation: Relation, kind: string, externalId: string) => ({
  relation,
  asset: { kind, externalId, name: 'x' },
  at: 'actions',
});
const process = entryOf({ asset: { kind: 'process-definition', externalId: 'p1', objectType: 'Opportunities' } });

const dataFields = (...value: string[]): AiFeature['facts'] => ({
  dataFields: { known: true, value, basis: 'observed', at: 'actions' },
});

describe('exports/sugarcrm/modules', () => {
  it.each([
    ['its own module', {}, ['Leads']],
    [
      'a field whose module only its id tells, once',
      { feature: { links: [link('feeds', 'field', 'Calls/x')] } },
      ['Leads', 'Calls'],
    ],
    [
      'fields that it reads',
      { feature: { facts: dataFields('Contacts/first_name', 'Leads/x') } },
      ['Leads', 'Contacts'],
    ],
    [
      'what acts on its value',
      { feature: { links: [link('acts-on', 'process-definition', 'p1')] } },
      ['Leads', 'Opportunities'],
    ],
    ['not what tells of it', { feature: { links: [link('discloses', 'process-definition', 'p1')] } }, ['Leads']],
    ['not what nobody knows', { feature: { links: [link('acts-on', 'process-definition', 'p9')] } }, ['Leads']],
    ['a chat', { asset: { kind: 'chat', externalId: 'portal-chat' } }, ['Contacts', 'Cases', 'Messages']],
    ['a module of their own', { asset: { objectType: 'abc_Candidates' } }, ['abc_Candidates']],
    ['nothing where it is not known', { asset: { kind: 'process-definition', objectType: 'unknown' } }, []],
    ['nothing where the name is none', { asset: { objectType: '<b>' } }, []],
    [
      'nothing of a field without a module',
      { asset: { kind: 'licence', objectType: '' }, feature: { facts: dataFields('x') } },
      [],
    ],
  ])('tells of %s', (_, parts, modules) => {
    const { feature } = entryOf(parts);
    expect(modulesIn([process])(feature)).toEqual(modules);
  });

  it('names twenty at most', () => {
    const { feature } = entryOf({ feature: { facts: dataFields(...Array.from({ length: 50 }, (_, i) => `m${i}/x`)) } });
    expect(modulesIn([])(feature)).toHaveLength(20);
  });
});
