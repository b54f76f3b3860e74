import { describe, expect, it } from '@jest/globals';
import { property } from '#mappings/hubspot/property.ts';
import { detectProperty } from '#mappings/hubspot/property/detect.ts';
import type { JsonObject } from '#src/model/json.ts';
import { contributed, inputOf, propertyOf } from '../../../support/build.ts';

interface Around {
  population?: Record<string, number>;
  writers?: Record<string, Record<string, number>>;
  readBy?: Record<string, number>;
  aiWrites?: Record<string, string>;
  standing?: string[];
}

function detect(id: string, payload: JsonObject = {}, around: Around = {}) {
  const asset = propertyOf(id, payload);
  const { properties } = contributed(property, [asset]);
  return detectProperty(
    inputOf(asset, {
      properties,
      population: new Map(Object.entries(around.population ?? {})),
      writers: new Map(Object.entries(around.writers ?? {})),
      readBy: new Map(Object.entries(around.readBy ?? {})),
      standing: new Set(around.standing),
      aiWrites: new Map(Object.entries(around.aiWrites ?? {}).map(([id, vendor]) => [id, new Set([vendor])])),
    }),
  );
}

const DEAL_SCORE = 'deals/hs_deal_score';
const own = { hubspotDefined: false };

describe('mappings/hubspot/property/detect: the vendor’s AI properties', () => {
  it.each<[string, string, Around]>([
    ['it is only there', 'plain', {}],
    ['nothing holds a value', 'plain', { population: { [DEAL_SCORE]: 0 } }],
    ['a record holds a value', 'ai', { population: { [DEAL_SCORE]: 1 } }],
    ['an automation reads it', 'ai', { readBy: { [DEAL_SCORE]: 1 } }],
    ['another property is filled', 'plain', { population: { 'deals/amount': 9 } }],
    ['the same name on another object is filled', 'plain', { population: { 'contacts/hs_deal_score': 9 } }],
  ])('when %s: %s', (_when, result, around) => {
    expect(detect(DEAL_SCORE, {}, around).result).toBe(result);
  });

  it('shows properties that one model fills as one feature, by the first that is in use', () => {
    const tier = 'contacts/hs_predictivescoringtier';
    const score = 'contacts/hs_predictivecontactscore_v2';
    const both = { population: { [tier]: 4, [score]: 4 } };
    const found = [tier, score].map((id) => detect(id, {}, both).result);
    expect(found.toSorted()).toEqual(['ai', 'plain']);
    const alone = { population: { [score]: 4 } };
    expect([tier, score].map((id) => detect(id, {}, alone).result)).toEqual(['plain', 'ai']);
  });

  it('keeps the name that stands, when more can be seen than before, while that one is in use', () => {
    const [tier, score] = ['contacts/hs_predictivescoringtier', 'contacts/hs_predictivecontactscore_v2'];
    const standing = [`hubspot:property:${tier}`];
    const both = { population: { [tier]: 4, [score]: 4 }, standing };
    expect([tier, score].map((id) => detect(id, {}, both).result)).toEqual(['ai', 'plain']);
    const gone = { population: { [tier]: 0, [score]: 4 }, standing };
    expect([tier, score].map((id) => detect(id, {}, gone).result)).toEqual(['plain', 'ai']);
  });

  it('does not believe a value that people and rules set too', () => {
    const status = 'tickets/hs_customer_agent_ticket_status';
    expect(detect(status, {}, { readBy: { [status]: 3 } }).result).toBe('plain');
    expect(detect(status, {}, { population: { [status]: 3 } })).toMatchObject({
      result: 'ai',
      systems: [{ evidence: [{ claim: { id: 'evidence.property-value' } }] }],
    });
  });

  it('is not asked about what the catalogue knows to be set by people', () => {
    expect(detect('contacts/hubspotscore', {}, { population: { 'contacts/hubspotscore': 9 } }).result).toBe('plain');
    expect(
      detect('deals/hs_forecast_probability', {}, { population: { 'deals/hs_forecast_probability': 9 } }).result,
    ).toBe('plain');
  });
});

describe('mappings/hubspot/property/detect: the account’s own properties', () => {
  it.each<[string, string, JsonObject, Around]>([
    ['an AI wrote it', 'ai', {}, { writers: { 'contacts/own': { BREEZE_AGENT: 3, CRM_UI: 40 } } }],
    [
      'an AI wrote it in a workflow that is listed already',
      'plain',
      {},
      { writers: { 'contacts/own': { BREEZE_AGENT: 3 } }, aiWrites: { 'contacts/own': 'HubSpot' } },
    ],
    ['people wrote it', 'plain', {}, { writers: { 'contacts/own': { CRM_UI: 3, IMPORT: 2 } } }],
    ['it is called like AI', 'plain', { label: 'AI lead score' }, {}],
    [
      'it is called like AI and people wrote it',
      'plain',
      { label: 'AI score' },
      { writers: { 'contacts/own': { CRM_UI: 3 } } },
    ],
    [
      'a score comes from outside',
      'undetermined',
      { label: 'Churn score' },
      { writers: { 'contacts/own': { INTEGRATION: 3 } } },
    ],
    [
      'a score comes from outside, in another language',
      'undetermined',
      { label: 'Kaufwahrscheinlichkeit: Bewertung' },
      { writers: { 'contacts/own': { API: 1 } } },
    ],
    [
      'a number that is no score comes from outside',
      'plain',
      { label: 'Order total' },
      { writers: { 'contacts/own': { INTEGRATION: 3 } } },
    ],
    [
      'its name only contains the word',
      'plain',
      { label: 'Scoreboard link' },
      { writers: { 'contacts/own': { INTEGRATION: 3 } } },
    ],
    ['a score is a formula', 'not-ai', { label: 'Lead score', fieldType: 'calculation_equation' }, {}],
    [
      'a score is a formula and comes from outside too',
      'not-ai',
      { label: 'Lead score', fieldType: 'calculation_score' },
      { writers: { 'contacts/own': { API: 3 } } },
    ],
  ])('when %s: %s', (_when, result, payload, around) => {
    expect(detect('contacts/own', { ...own, ...payload }, around).result).toBe(result);
  });

  it('leaves alone what the vendor defines, whatever it is called', () => {
    expect(
      detect('contacts/hs_some_score', { label: 'Some score' }, { writers: { 'contacts/hs_some_score': { API: 2 } } })
        .result,
    ).toBe('plain');
  });

  it('says nothing where the vendor is silent', () => {
    expect(detect('contacts/own').result).toBe('plain');
  });
});
