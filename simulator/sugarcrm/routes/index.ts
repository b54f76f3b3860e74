import { ok, type Route } from '../api/route.ts';
import type { Instance } from '../instance/instance.ts';
import { adminRoutes } from './admin.ts';
import { authRoutes } from './auth.ts';
import { bpmRoutes } from './bpm.ts';
import { bulkRoutes } from './bulk.ts';
import { extraRoutes } from './extras.ts';
import { helpRoutes } from './help.ts';
import { langRoutes } from './lang.ts';
import { meRoutes } from './me.ts';
import { metadataRoutes } from './metadata.ts';
import { packageRoutes } from './packages.ts';
import { recordRoutes } from './records.ts';
import { searchRoutes } from './search.ts';
import { writeRoutes } from './writes.ts';

/** Everything that an instance answers to; what is not in this list does not exist. */
export function routesOf(instance: Instance): readonly Route[] {
  return [
    ...authRoutes,
    ...meRoutes,
    ...metadataRoutes,
    ...langRoutes,
    ...helpRoutes,
    ...bulkRoutes,
    ...searchRoutes,
    ...bpmRoutes,
    ...adminRoutes,
    ...packageRoutes,
    ...extraRoutes,
    ...recordRoutes,
    ...writeRoutes,
    ...instance.world.customRoutes.flatMap(customRoutesOf),
  ];
}

/** Of a package: to be seen, not to be called. */
function customRoutesOf(path: string): Route[] {
  return [
    { method: 'GET', path, answer: () => ok([]) },
    { method: 'POST', path, kind: 'write', answer: () => ok([]) },
  ];
}
