import type { Request } from 'express';
import { isFromOurPage } from '../identity/visit.ts';
import type { Identity } from '../identity/identity.ts';
import { Forbidden } from '../kit/errors.ts';
import type { Principal } from '../model/principal.ts';
import { visitOf } from './visit.ts';

interface Tokens {
  principalOf(token: string): Promise<Principal | undefined>;
}

const CHANGES_NOTHING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Who a request comes from: the holder of an API token, else the person of a session. What a browser sends by itself is
 * no proof that its owner wanted it: a change by cookie must come from a page of ours.
 */
export function authenticator(identity: Pick<Identity, 'personOf' | 'publicUrl'>, tokens: Tokens) {
  return async (request: Request): Promise<Principal | undefined> => {
    const authorization = request.get('authorization');
    if (authorization !== undefined) {
      const [, token] = /^Bearer +(\S{1,500})$/i.exec(authorization) ?? [];
      return token === undefined ? undefined : tokens.principalOf(token);
    }
    const visit = visitOf(request);
    const person = await identity.personOf(visit);
    if (!person) {
      return undefined;
    }
    if (!CHANGES_NOTHING.has(request.method) && !isFromOurPage(visit, identity.publicUrl)) {
      throw new Forbidden('This request did not come from a page of this service.', 'Send an API token instead.');
    }
    if (person.cookies.length > 0) {
      request.res?.append('set-cookie', person.cookies);
    }
    return person.principal;
  };
}
