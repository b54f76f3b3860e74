import type { Started, Wanted } from '../shared/started.ts';
import { Faults } from './api/faults.ts';
import { type HubSpot, startHubSpot } from './server.ts';

/** Started from a command line. */
export async function startForPeople({ port, limits, faults, worlds, cards = [] }: Wanted): Promise<Started> {
  const hubspot = await startHubSpot({ port, limits, faults: Faults.parse(faults), ...(worlds && { worlds }) });
  for (const [origin, found] of cards) hubspot.cards.permit(origin, found, 'found');
  const { url, tokens, refreshTokens, oauth } = hubspot;
  return { access: { url, tokens, refreshTokens, oauth }, page: pageOf(hubspot), close: hubspot.close };
}

function pageOf({ url, tokens, refreshTokens, oauth }: HubSpot): string {
  const first = Object.values(tokens)[0] ?? '';
  return [
    `HubSpot simulator on ${url}`,
    '',
    ...Object.entries(tokens).map(([world, token]) => `  ${world.padEnd(14)} ${token}`),
    '',
    `OAuth: client ${oauth.clientId}, secret ${oauth.clientSecret}, refresh token ${Object.values(refreshTokens)[0] ?? ''}`,
    `Counters: ${url}/__simulator/stats`,
    `Cards: POST ${url}/__simulator/card/fetch {world, user, url, options}; who can look: GET ${url}/__simulator/card/viewers`,
    '',
    'Scan one of them:',
    `  HUBSPOT_API_URL=${url} HUBSPOT_ACCESS_TOKEN=${first} OUTBOUND_ALLOW=127.0.0.1 npm run -s ai-inventory -- scan hubspot`,
  ].join('\n');
}
