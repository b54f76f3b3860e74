import { describe, expect, it } from '@jest/globals';
import { known } from '../../src/model/fact.ts';
import type { AiFeature, AssetRef } from '../../src/model/feature.ts';
import { recordTypesOf, wordsOf } from '../../src/model/record-types.ts';

interface Stored {
  asset: Partial<AssetRef> & Pick<AssetRef, 'kind'>;
  /** Properties that it fills. */
  fills?: string[];
  /** The fact of what it reads and fills. */
  touches?: string[];
}

function words({ asset, fills = [], touches }: Stored): string {
  const feature: Pick<AiFeature, 'asset' | 'links' | 'facts'> = {
    asset: { externalId: '1', name: 'x', ...asset },
    links: fills.map((id) => ({
      relation: 'feeds',
      asset: { kind: 'property', externalId: id, name: id },
      at: 'actions',
    })),
    facts: touches ? { dataFields: known(touches, 'observed', 'actions') } : {},
  };
  return wordsOf(recordTypesOf(feature)).join(' ');
}

const workflow = (objectType?: string) => ({ kind: 'workflow', ...(objectType !== undefined && { objectType }) });

const many = (count: number) => Array.from({ length: count }, (_, index) => `2-${index}/x`);
const listed = (count: number) => ['deals', ...Array.from({ length: count }, (_, index) => `2-${index}`)].join(' ');

describe('model/record-types', () => {
  it.each<[string, Stored, string]>([
    ['a workflow on its own type', { asset: workflow('deals') }, 'deals'],
    ['a workflow on a custom object', { asset: workflow('2-77') }, '2-77'],
    ['a workflow that names no type on any', { asset: workflow() }, '?'],
    [
      'a workflow of an unknown type on what it fills, and perhaps any',
      { asset: workflow(), fills: ['deals/x'] },
      'deals ?',
    ],
    [
      'a workflow on the fields of others too',
      { asset: workflow('contacts'), fills: ['companies/x'] },
      'contacts companies',
    ],
    [
      'a workflow on what it reads',
      { asset: workflow('deals'), touches: ['contacts/email', 'deals/a'] },
      'deals contacts',
    ],
    [
      'a read of a type that is not known on no more',
      { asset: workflow('deals'), touches: ['unknown/a', 'segment/9'] },
      'deals',
    ],
    ['a property', { asset: { kind: 'property', externalId: 'tickets/s', objectType: 'tickets' } }, 'tickets'],
    ['a property by its id', { asset: { kind: 'property', externalId: '2-5/score' } }, '2-5'],
    ['a chat on contacts, perhaps tickets', { asset: { kind: 'chatflow' } }, 'contacts tickets?'],
    ['an e-mail on contacts', { asset: { kind: 'email' } }, 'contacts'],
    ['a forecast on deals', { asset: { kind: 'forecast' } }, 'deals'],
    ['a lead score without a type on any', { asset: { kind: 'lead-score', objectType: '' } }, '?'],
    ['what an administrator entered on any', { asset: { kind: 'declared' } }, '?'],
    ['what works on calls on any they may hang on', { asset: { kind: 'property', externalId: 'calls/s' } }, 'calls ?'],
    ['what works on leads on their contacts and companies', { asset: workflow('leads') }, 'leads contacts? companies?'],
    ['a type with odd signs on any', { asset: workflow('a b') }, '?'],
    ['a type without end on any', { asset: workflow('x'.repeat(64_000)) }, '?'],
    ['one with more types than a list takes on any', { asset: workflow('deals'), fills: many(60) }, `${listed(39)} ?`],
  ])('says of %s', (_case, stored, expected) => {
    expect(words(stored)).toBe(expected);
  });
});
