import { loadKnowledge } from '../../../src/knowledge/load.ts';
import { CRMS } from '../../../src/model/raw-asset.ts';
import type { Mapping } from '../../../src/normalise/mapping.ts';
import { registryOf } from '../../../src/registry.ts';

export const knowledge = loadKnowledge();
const parts: unknown[] = Object.values(registryOf(knowledge));

interface Registered {
  id: string;
  streams: readonly { name: string; kinds: readonly string[]; scopes: readonly string[]; after?: readonly string[] }[];
}

/** Whatever the registry holds of a kind, under whatever name: a new CRM is checked as soon as it is registered. */
export const connectors = parts.filter(isConnector);
export const mappings = [...new Set(parts.flatMap((part) => (Array.isArray(part) ? part.filter(isMapping) : [])))];

export const streams = connectors.flatMap(({ id, streams: own }) => own.map((stream) => ({ crm: id, ...stream })));

function isConnector(part: unknown): part is Registered {
  return typeof part === 'object' && part !== null && 'streams' in part && 'id' in part && isCrm(part.id);
}

function isMapping(part: unknown): part is Mapping {
  return typeof part === 'object' && part !== null && 'from' in part && 'version' in part;
}

function isCrm(id: unknown): boolean {
  return CRMS.some((crm) => crm === id);
}
