import { loadKnowledge } from '../../../src/knowledge/load.ts';
import { registryOf } from '../../../src/registry.ts';

export const knowledge = loadKnowledge();
const registry = registryOf(knowledge);

interface Registered {
  id: string;
  streams: readonly { name: string; kinds: readonly string[]; scopes: readonly string[]; after?: readonly string[] }[];
}

/** A new CRM is checked by the same tests as soon as it is registered. */
export const connectors: readonly Registered[] = Object.values(registry.connectors);
export const { mappings } = registry;

export const streams = connectors.flatMap(({ id, streams: own }) => own.map((stream) => ({ crm: id, ...stream })));
