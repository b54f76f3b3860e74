import { describe, expect, it } from '@jest/globals';
import { isFromOurPage, ownPath } from '../../src/identity/visit.ts';

const visit = (headers: Record<string, string>) => ({ headers: new Headers(headers), address: undefined });
const from = (headers: Record<string, string>) => isFromOurPage(visit(headers), 'https://inventory.example:8443/');

describe('identity/visit', () => {
  it.each`
    when                                       | headers                                                                           | ours
    ${'the origin is ours'}                    | ${{ origin: 'https://inventory.example:8443' }}                                   | ${true}
    ${'only the referer tells'}                | ${{ referer: 'https://inventory.example:8443/sign-in?next=%2F' }}                 | ${true}
    ${'another port'}                          | ${{ origin: 'https://inventory.example' }}                                        | ${false}
    ${'another scheme'}                        | ${{ origin: 'http://inventory.example:8443' }}                                    | ${false}
    ${'our name in front of another'}          | ${{ origin: 'https://inventory.example:8443.evil.example' }}                      | ${false}
    ${'our name as a user name'}               | ${{ referer: 'https://inventory.example:8443@evil.example/' }}                    | ${false}
    ${'an opaque origin'}                      | ${{ origin: 'null' }}                                                             | ${false}
    ${'an origin is hidden, on the same site'} | ${{ origin: 'null', 'sec-fetch-site': 'same-origin' }}                            | ${true}
    ${'nothing is said'}                       | ${{}}                                                                             | ${false}
    ${'the browser says cross-site'}           | ${{ origin: 'https://inventory.example:8443', 'sec-fetch-site': 'cross-site' }}   | ${false}
    ${'the browser says a sister site'}        | ${{ origin: 'https://inventory.example:8443', 'sec-fetch-site': 'same-site' }}    | ${false}
    ${'the browser says the same'}             | ${{ origin: 'https://inventory.example:8443', 'sec-fetch-site': 'same-origin' }}  | ${true}
    ${'another origin hides behind one'}       | ${{ origin: 'https://evil.example', referer: 'https://inventory.example:8443/' }} | ${false}
  `('says $ours when $when', ({ headers, ours }) => {
    expect(from(headers as Record<string, string>)).toBe(ours);
  });

  it.each`
    wanted                            | path
    ${'/tenants/hubspot-1?tier=high'} | ${'/tenants/hubspot-1?tier=high'}
    ${'/a#b'}                         | ${'/a#b'}
    ${'//evil.example'}               | ${'/'}
    ${'/\\evil.example'}              | ${'/'}
    ${'/.//evil.example'}             | ${'/'}
    ${'/a/../..//evil.example'}       | ${'/'}
    ${'/\tevil'}                      | ${'/'}
    ${'/\n/evil.example'}             | ${'/'}
    ${'https://evil.example'}         | ${'/'}
    ${'evil'}                         | ${'/'}
    ${''}                             | ${'/'}
    ${undefined}                      | ${'/'}
    ${['/a']}                         | ${'/'}
  `('goes on from $wanted to $path', ({ wanted, path }) => {
    expect(ownPath(wanted)).toBe(path);
  });
});
