import type { Body } from '../../shared/body.ts';
import { isBody } from '../../shared/body.ts';
import { ActionGraph } from './action-graph.ts';
import { filterBranchOf } from './condition.ts';
import type { FlowStore, ObjectType } from './portal.ts';
import { Withheld } from './portal.ts';
import { revisedFlows } from './revised-flows.ts';
import { wholeFlow } from './whole-flow.ts';
import type { Flow, World } from './world.ts';

const CREATED = '2025-02-11T08:00:00.000Z';

/** The flows of a world, made once. */
export function flowStoreOf(world: World, objectType: (name: string) => ObjectType | undefined): FlowStore {
  const flows = world.flows.flatMap((flow, index) => {
    const typeId = objectType(flow.object)?.id ?? flow.object;
    const first = Number(flow.id ?? 500_000_001 + index);
    return Array.from({ length: flow.times }, (_, copy) => ({
      flow,
      body: flowOf(flow, String(first + copy), typeId),
    }));
  });
  const byId = new Map(
    flows.map(({ flow, body }) => [String(body.id), flow.withheld ? new Withheld(flow.withheld) : body]),
  );
  const again = flows.filter(({ body }) => world.listedTwice.includes(String(body.id)));
  const listed = [...flows, ...again].map(({ body }) => body);
  return revisedFlows({
    ids: listed.map(({ id }) => String(id)),
    at: (index) => listed[index],
    read: (id) => byId.get(id),
  });
}

function flowOf(flow: Flow, id: string, objectTypeId: string): Body {
  const graph = new ActionGraph();
  const startActionId = graph.addRow(flow.steps);
  for (const row of flow.unreachable) graph.addRow(row);
  const whole = wholeFlow({
    objectTypeId,
    id,
    isEnabled: flow.enabled,
    flowType: flow.kind,
    revisionId: String(flow.revision),
    name: flow.name,
    description: flow.description,
    createdAt: CREATED,
    updatedAt: flow.updated,
    startActionId,
    nextAvailableActionId: graph.nextActionId,
    actions: graph.actions,
    enrollmentCriteria: enrollmentOf(flow),
  });
  return Object.fromEntries(Object.entries({ ...whole, ...flow.raw }).filter(([key]) => !flow.omit.includes(key)));
}

const EVENTS: Record<string, string> = {
  form: '4-1639801',
  propertyChanged: '4-655002',
  created: '4-1463224',
  emailOpened: '4-666440',
  pageVisited: '4-96000',
};

function enrollmentOf({ enroll, reEnroll: shouldReEnroll }: Flow): Body {
  if (enroll === 'manual') return { type: 'MANUAL', shouldReEnroll };
  if (isBody(enroll) && 'event' in enroll) {
    return {
      type: 'EVENT_BASED',
      shouldReEnroll,
      eventFilterBranches: [eventBranchOf(EVENTS[String(enroll.event)] ?? String(enroll.event), enroll.filters)],
      listMembershipFilterBranches: [],
    };
  }
  return {
    type: 'LIST_BASED',
    shouldReEnroll,
    listFilterBranch: filterBranchOf(enroll),
    reEnrollmentTriggersFilterBranches: [],
    unEnrollObjectsNotMeetingCriteria: false,
  };
}

function eventBranchOf(eventTypeId: string, filters: unknown): Body {
  return {
    filterBranches: [],
    filters: Array.isArray(filters) ? filters : [],
    eventTypeId,
    operator: 'HAS_COMPLETED',
    filterBranchType: 'UNIFIED_EVENTS',
    filterBranchOperator: 'AND',
  };
}
