import type { Started, Wanted } from '../shared/started.ts';
import { Faults } from './api/faults.ts';
import { RELEASES } from './instance/profile.ts';
import { startSugar, type Sugar } from './server.ts';

/** Started from a command line. */
export async function startForPeople({ port, limits, faults, worlds, version }: Wanted): Promise<Started> {
  const release = RELEASES.find((known) => known === version);
  if (version !== undefined && release === undefined) throw new Error(`No version ${version}: ${RELEASES.join(', ')}`);
  const sugar = await startSugar({
    port,
    limits,
    faults: Faults.parse(faults),
    ...(worlds && { worlds }),
    ...(release && { version: release }),
  });
  return { access: { instances: sugar.instances }, page: pageOf(sugar), close: sugar.close };
}

function pageOf({ url, instances }: Sugar): string {
  const [first] = Object.values(instances);
  const login = `SUGARCRM_USERNAME=${first?.username ?? ''} SUGARCRM_PASSWORD=${first?.password ?? ''}`;
  return [
    'SugarCRM simulator: one host an instance',
    '',
    ...Object.entries(instances).map(([world, { url: host, username, password }]) => {
      return `  ${world.padEnd(16)} ${host}  ${username} / ${password}`;
    }),
    '',
    `Counters: ${url}/__simulator/stats, and so on each host`,
    '',
    'Scan one of them:',
    `  SUGARCRM_URL=${url} ${login} OUTBOUND_ALLOW=127.0.0.1 npm run -s ai-inventory -- scan sugarcrm`,
  ].join('\n');
}
