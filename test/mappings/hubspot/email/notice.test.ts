import { describe, expect, it } from '@jest/globals';
import { email } from '#mappings/hubspot/email.ts';
import { emailNotice } from '#mappings/hubspot/email/notice.ts';
import type { JsonObject } from '#src/model/json.ts';
import { assetOf, contributed, examine, inputOf } from '../../../support/build.ts';

const notice = (payload: JsonObject) => emailNotice(inputOf(assetOf('email', '1', payload)));

describe('mappings/hubspot/email/notice', () => {
  it.each([
    ['a sentence says so', { notices: ['This text was written by AI.'] }, { known: true, value: true }],
    ['sentences speak of AI otherwise', { notices: ['Discover our AI platform.'] }, { known: true, value: false }],
    ['no sentence speaks of it', { notices: [] }, { known: true, value: false }],
    [
      'a sentence is in a script that nobody here reads',
      { notices: ['הטקסט נכתב בעזרת AI.'] },
      { known: false, reason: 'not-catalogued' },
    ],
    ['the content did not come back', {}, { known: false, reason: 'not-returned' }],
  ])('when %s', (_when, payload, fact) => {
    expect(notice(payload)).toMatchObject(fact);
  });
});

describe('mappings/hubspot/email', () => {
  it.each([
    ['an agent made it', 'AGENT_GENERATED', 'ai'],
    ['somebody made it', 'PUBLISHED', 'plain'],
    ['its state only sounds like it', 'AGENT_GENERATED_DRAFT_X', 'plain'],
  ])('when %s: %s is %s', (_when, state, result) => {
    expect(examine(email, { state }).detection.result).toBe(result);
  });

  it('says nothing where the vendor is silent', () => {
    expect(examine(email, {})).toMatchObject({ detection: { result: 'plain' } });
    expect(examine(email, {}).reader).toBeUndefined();
  });

  it('is off when it is archived, else nobody has said', () => {
    const enabled = (payload: JsonObject) =>
      examine(email, { state: 'AGENT_GENERATED', ...payload }).carrier?.facts.enabled;
    expect(enabled({ archived: true })).toMatchObject({ known: true, value: false });
    expect(enabled({ archived: false })).toMatchObject({ known: false });
  });

  it('reads the properties that it shows, by the names of the API', () => {
    const { reader } = examine(email, { tokens: ['contact.hs_why_this_contact', 'deal.amount', 'odd', 'custom.x'] });
    expect(reader?.reads).toEqual([
      { id: 'contacts/hs_why_this_contact', how: 'token' },
      { id: 'deals/amount', how: 'token' },
      { id: 'custom/x', how: 'token' },
    ]);
  });

  it('tells others its name, tokens and sentences; silence stays silence', () => {
    const { emails } = contributed(email, [
      assetOf('email', '1', { name: 'Reject', subject: 'Your application', tokens: ['contact.x'], notices: [] }),
      assetOf('email', '2', {}),
    ]);
    expect([...emails]).toEqual([
      ['1', { name: 'Reject – Your application', tokens: ['contacts/x'], notices: [] }],
      ['2', { name: '', tokens: undefined, notices: undefined }],
    ]);
  });
});
