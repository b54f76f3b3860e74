import type { Body } from '../../shared/body.ts';
import type { Dashboard } from './world.ts';

/** A dashboard as a record. A dashlet of a world is its `view`, with `module` for the context. */
export function dashboardRow(dashboard: Dashboard): Body {
  const { id, name, module, view, as } = dashboard;
  const metadata = metadataOf(dashboard);
  return {
    ...(id !== undefined && { id }),
    name,
    dashboard_module: module,
    view_name: view,
    default_dashboard: false,
    metadata: as === 'string' ? JSON.stringify(metadata) : metadata,
  };
}

function metadataOf({ dashlets, shape, name }: Dashboard): Body {
  const placed = dashlets.map(({ module, ...view }, index) => ({
    view,
    context: module === undefined ? [] : { module },
    width: 6,
    height: 4,
    x: 0,
    y: index * 4,
    autoPosition: false,
  }));
  if (shape === 'tabs') return { tabs: [{ name, dashlets: placed }] };
  return shape === 'rows'
    ? { components: [{ rows: placed.map((dashlet) => [dashlet]), width: 12 }] }
    : { dashlets: placed };
}
