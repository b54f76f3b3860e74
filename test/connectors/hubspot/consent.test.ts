import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { consentUrl, newVerifier, optionalScopes, REQUIRED_SCOPES } from '../../../connectors/hubspot/consent.ts';
import { hubspotStreams } from '../../../connectors/hubspot/index.ts';

describe('connectors/hubspot/consent', () => {
  it('asks for the first scope of every stream, and for nothing that could write', () => {
    const asked = [...REQUIRED_SCOPES, ...optionalScopes()];
    const first = hubspotStreams([]).flatMap(({ scopes }) => scopes.slice(0, 1));
    expect(first.filter((scope) => !asked.includes(scope))).toEqual([]);
    expect(asked.filter((scope) => /write|delete|sensitive/.test(scope))).toEqual([]);
    expect(new Set(asked).size).toBe(asked.length);
    expect(optionalScopes().toSorted()).toEqual([
      'account-info.security.read',
      'automation',
      'automation.sequences.read',
      'content',
      'conversations.read',
      'crm.lists.read',
      'crm.objects.companies.read',
      'crm.objects.custom.read',
      'crm.objects.deals.read',
      'crm.objects.leads.read',
      'crm.objects.owners.read',
      'crm.schemas.companies.read',
      'crm.schemas.custom.read',
      'crm.schemas.deals.read',
      'mh-lead-scoring-view',
      'settings.users.read',
      'tickets',
    ]);
  });

  it('leads to the page of consent, with the proof to come announced and not told', () => {
    const verifier = newVerifier();
    const consent = {
      appUrl: 'https://app.hubspot.com',
      clientId: 'id',
      redirectUri: 'https://i.example/cb',
      state: 's&t',
    };
    const url = new URL(consentUrl({ ...consent, verifier }));

    expect(url.origin + url.pathname).toBe('https://app.hubspot.com/oauth/authorize');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: 'id',
      redirect_uri: 'https://i.example/cb',
      state: 's&t',
      scope: REQUIRED_SCOPES.join(' '),
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    expect(verifier).toMatch(/^[\w-]{43}$/);
    expect(url.href).not.toContain(verifier);
  });
});
