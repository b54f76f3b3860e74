import { generatedFlow } from './generated-flow.ts';
import { parseWorld } from './load.ts';
import { portalOf } from './build.ts';
import type { Portal } from './portal.ts';
import { revisedFlows } from './revised-flows.ts';
import type { WorldSource } from './world.ts';

export interface PortalSize {
  name: string;
  flows: number;
  /** Custom ones, on top of those that HubSpot defines. */
  properties?: number;
  lists?: number;
  /** Of the flows, between 0 and 1. */
  aiShare?: number;
  seed?: number;
}

const FIRST_FLOW_ID = 700_000_000;

/** An account of any size. Flows are made when they are read and then forgotten, so that size costs no memory. */
export function makePortal(size: PortalSize, now: number): Portal {
  const { flows, properties = 190, lists = 534, aiShare = 0.05, seed = 1 } = size;
  const portal = portalOf(parseWorld(surroundings(size, properties, lists)), now);
  const flowAt = (index: number) => generatedFlow(index, String(FIRST_FLOW_ID + index), seed, aiShare);
  return {
    ...portal,
    flows: revisedFlows({
      ids: { length: flows, at: (index) => String(FIRST_FLOW_ID + index) },
      at: flowAt,
      read(id) {
        const index = Number(id) - FIRST_FLOW_ID;
        return Number.isInteger(index) && index >= 0 && index < flows ? flowAt(index) : undefined;
      },
    }),
  };
}

/** `portal-10000`, `portal-2000-ai20`, `portal-229-ai5-seed7`; nothing for other names. */
export function measuredPortal(name: string, now: number): Portal | undefined {
  const match = /^portal-(\d{1,6})(?:-ai(\d{1,2}))?(?:-seed(\d{1,6}))?$/.exec(name);
  if (match === null) return undefined;
  const [, flows, ai = '5', seed = '1'] = match;
  return makePortal({ name, flows: Number(flows), aiShare: Number(ai) / 100, seed: Number(seed) }, now);
}

/** Portals of different seeds are different accounts. */
function surroundings({ name, seed = 1 }: PortalSize, properties: number, lists: number): WorldSource {
  const perType = Math.ceil(properties / 2);
  return {
    name,
    about: 'Generated: for measuring',
    account: { portalId: 24_900_000 + seed },
    users: [{ id: 88_000_001, name: 'Ada Benchmark', email: 'ada@bench.example', admin: true }],
    properties: { contacts: numbered(perType, customProperty), deals: numbered(properties - perType, customProperty) },
    // Every kind of record is there, so that nothing can be cleared without counting.
    population: {
      contacts: { total: 5_000, filled: { lifecyclestage: 5_000 } },
      companies: { total: 1_200 },
      deals: { total: 800 },
      tickets: { total: 400 },
      calls: { total: 300 },
      meetings: { total: 200 },
    },
    lists: numbered(lists, (index) => ({
      id: 1_000 + index,
      name: `Segment ${index}`,
      size: index * 7,
      filter: { property: `custom_field_${index % perType}`, known: true },
    })),
  };
}

function customProperty(index: number) {
  return { name: `custom_field_${index}`, label: `Custom field ${index}`, type: index % 3 === 0 ? 'number' : 'text' };
}

function numbered<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
