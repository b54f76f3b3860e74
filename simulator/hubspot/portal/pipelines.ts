import type { Body } from '../../shared/body.ts';
import type { World } from './world.ts';

type Pipelines = World['pipelines'][string];

const DEFAULTS: Record<string, Pipelines> = {
  deals: [
    {
      label: 'Sales Pipeline',
      stages: ['Appointment scheduled', 'Qualified to buy', 'Contract sent', 'Closed won', 'Closed lost'],
    },
  ],
  tickets: [{ label: 'Support Pipeline', stages: ['New', 'Waiting on contact', 'Waiting on us', 'Closed'] }],
};

/** The account's own, or those that every account starts with. Values of `metadata` are text, whatever they mean. */
export function pipelinesOf(typeName: string, own: Pipelines | undefined): Body[] {
  return (own ?? DEFAULTS[typeName] ?? []).map(({ label, stages }, displayOrder) => ({
    label,
    displayOrder,
    id: displayOrder === 0 ? 'default' : String(displayOrder),
    stages: stages.map((stage, index) => stageOf(stage, index, stages.length)),
    createdAt: '1970-01-01T00:00:00Z',
    updatedAt: '1970-01-01T00:00:00Z',
    archived: false,
  }));
}

function stageOf(label: string, index: number, count: number): Body {
  const isClosed = index >= count - 2;
  return {
    label,
    displayOrder: index,
    metadata: { isClosed: String(isClosed), probability: String(Math.round((index / count) * 10) / 10) },
    id: label.toLowerCase().replaceAll(/[^a-z0-9]+/g, ''),
    createdAt: '1970-01-01T00:00:00Z',
    updatedAt: '1970-01-01T00:00:00Z',
    writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
    archived: false,
  };
}
