import { describe, expect, it } from '@jest/globals';
import { readsOfFilter } from '../../../mappings/hubspot/filters.ts';
import { forecast } from '../../../mappings/hubspot/forecast.ts';
import { leadScore } from '../../../mappings/hubspot/lead-score.ts';
import { property } from '../../../mappings/hubspot/property.ts';
import { segment } from '../../../mappings/hubspot/segment.ts';
import { sequence } from '../../../mappings/hubspot/sequence.ts';
import { workflow } from '../../../mappings/hubspot/workflow.ts';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { action, branch, examine, flow, reading } from '../../support/build.ts';

describe('mappings/hubspot/filters', () => {
  const reads = (branch: Json | undefined) =>
    readsOfFilter(branch, { objectType: 'contacts', at: 'x', how: 'filter' }).map(
      ({ objectType, property: name }) => `${objectType}/${name}`,
    );

  it.each<[string, Json | undefined, string[]]>([
    ['nothing', undefined, []],
    ['another shape', 'odd', []],
    ['a filter', reading('tier'), ['contacts/tier']],
    [
      'nested branches',
      { filterBranches: [{ filterBranches: [reading('a')] }, reading('b')] },
      ['contacts/a', 'contacts/b'],
    ],
    [
      'an associated object',
      { filterBranches: [{ objectTypeId: '0-3', filters: [{ property: 'hs_deal_score' }] }] },
      ['deals/hs_deal_score'],
    ],
    ['membership of a segment', { filters: [{ filterType: 'IN_LIST', listId: '55' }] }, ['segment/55']],
    [
      'an event and its refinement',
      { eventFilterBranches: [{ filters: [{ eventTypeId: '4-1' }], refinementCriteria: reading('c') }] },
      ['contacts/c'],
    ],
    ['what enrols again', { reEnrollmentTriggersFilterBranches: [reading('d')] }, ['contacts/d']],
    ['a filter that reads nothing', { filters: [{ filterType: 'FORM_SUBMISSION' }] }, []],
  ])('reads %s', (_what, tree, found) => {
    expect(reads(tree)).toEqual(found);
  });

  it('ends in a tree without end', () => {
    const deep = Array.from({ length: 5_000 }).reduce<Json>((inner) => ({ filterBranches: [inner] }), reading('x'));
    expect(reads(deep)).toEqual([]);
  });
});

describe('mappings/hubspot/segment', () => {
  it('reads by its filter, and says nothing where the vendor is silent', () => {
    const { detection, reader } = examine(segment, {
      name: 'AI prospects',
      objectTypeId: '0-1',
      filterBranch: reading('hs_predictivescoringtier'),
    });
    expect(detection).toEqual({ result: 'plain' });
    expect(reader?.reads).toEqual([{ id: 'contacts/hs_predictivescoringtier', how: 'filter' }]);
    expect(examine(segment, {}).reader).toBeUndefined();
  });
});

describe('mappings/hubspot/sequence', () => {
  it('is counted, and nothing else', () => {
    expect(examine(sequence, { name: 'AI outreach' })).toMatchObject({ detection: { result: 'plain' } });
    expect(examine(sequence, {}).cleared).toBeUndefined();
  });
});

describe('mappings/hubspot/forecast', () => {
  it.each([
    ['a predicted amount', { weightedAmountProperty: 'hs_predicted_amount_in_home_currency' }, 'ai'],
    ['the amount itself', { amountProperty: 'hs_predicted_amount' }, 'ai'],
    ['an amount by hand', { amountProperty: 'amount', weightedAmountProperty: 'hs_forecast_amount' }, 'plain'],
    ['an amount called like it', { amountProperty: 'predicted_amount' }, 'plain'],
    ['silence', {}, 'plain'],
  ])('adds up %s', (_what, payload, result) => {
    expect(examine(forecast, payload).detection.result).toBe(result);
  });
});

describe('mappings/hubspot/lead-score', () => {
  it.each([
    ['COMBINED', 'not-ai'],
    ['', 'not-ai'],
    [undefined, 'not-ai'],
    ['MAIL', 'not-ai'],
    ['HTML_FIT', 'not-ai'],
    ['AI', 'undetermined'],
    ['PREDICTIVE_FIT', 'undetermined'],
    ['FIT_ML', 'undetermined'],
  ])('of type %s is %s', (scoreType, result) => {
    expect(
      examine(leadScore, { name: 'AI score', ...(scoreType !== undefined && { scoreType }) }).detection.result,
    ).toBe(result);
  });

  it('belongs to the object that it scores, or to nobody that is known', () => {
    const ref = (payload: JsonObject) => examine(leadScore, { scoreType: 'AI', ...payload }).carrier?.ref;
    expect(ref({ objectTypeId: '0-3', name: 'Fit' })).toMatchObject({ name: 'Fit', objectType: 'deals' });
    expect(ref({})).toMatchObject({ name: '1', objectType: '' });
  });

  it('reads the properties of its rules', () => {
    const { reader } = examine(leadScore, { objectTypeId: '0-3', reads: ['hs_deal_score', 'amount'] });
    expect(reader?.reads).toEqual([
      { id: 'deals/hs_deal_score', how: 'formula' },
      { id: 'deals/amount', how: 'formula' },
    ]);
  });
});

describe('mappings/hubspot/property', () => {
  it('belongs to the object that it is a property of', () => {
    const writers = new Map([['deals/own', { BREEZE_AGENT: 1 }]]);
    const { carrier } = examine(property, { objectType: 'deals', label: 'Own' }, { writers }, 'deals/own');
    expect(carrier?.ref).toEqual({ kind: 'property', externalId: 'deals/own', name: 'Own', objectType: 'deals' });
    expect(carrier?.facts.subjectKind).toEqual({ known: false, reason: 'not-returned' });
  });

  it('reads what its formula names', () => {
    const { reader } = examine(
      property,
      { objectType: 'deals', calculationFormula: 'if(hs_deal_score > 50, amount * 2, 0)' },
      {},
      'deals/own',
    );
    expect(reader?.reads.map(({ id }) => id)).toEqual(['deals/hs_deal_score', 'deals/amount']);
  });

  it('says nothing where the vendor is silent', () => {
    expect(examine(property, {}, {}, 'deals/own')).toMatchObject({ detection: { result: 'plain' } });
  });
});

describe('mappings/hubspot/workflow', () => {
  it.each([
    [true, { known: true, value: true }],
    [false, { known: true, value: false }],
    [undefined, { known: false, reason: 'not-returned' }],
  ])('whose isEnabled is %s', (isEnabled, fact) => {
    const payload = { actions: [action('1', '0-172351286')], ...(isEnabled !== undefined && { isEnabled }) };
    expect(examine(workflow, payload).carrier?.facts.enabled).toMatchObject(fact);
  });

  it('without AI that branches on a property is a reader of it, and is listed as cleared', () => {
    const { cleared, reader, carrier } = examine(
      workflow,
      flow([branch('1', 'hs_deal_score', '2')], { name: 'Route', objectTypeId: '0-3' }),
    );
    expect(carrier).toBeUndefined();
    expect(cleared).toMatchObject({ key: 'hubspot:workflow:1', name: 'Route', because: { id: 'because.all-rules' } });
    expect(reader).toMatchObject({ enabled: true, reads: [{ id: 'deals/hs_deal_score', how: 'branch' }] });
  });

  it('keeps a name within bounds, and links to the account’s own page', () => {
    const { cleared } = examine(workflow, flow([], { name: 'x'.repeat(64_000) }), {
      account: { uiDomain: 'app.hubspot.com', id: '7' },
    });
    expect(cleared?.name).toHaveLength(300);
    expect(cleared?.asset.url).toBe('https://app.hubspot.com/workflows/7/platform/flow/1/edit');
  });
});
