import { Overview } from '../src/app/shared/overview.tsx';
import { RecordCard } from '../src/app/shared/record-card.tsx';
import { SettingsPage } from '../src/app/shared/settings-page.tsx';
import type { Surface } from './scenarios.ts';

const TITLES: Record<Surface, string> = {
  tab: 'AI features',
  sidebar: 'AI features',
  overview: 'AI Inventory',
  settings: 'AI Inventory',
};

export interface FramedProps {
  surface: Surface;
  language: string;
  objectTypeId: string;
  objectId: number;
}

/** One place of the app as HubSpot would frame it. */
export function Framed(props: FramedProps) {
  return (
    <div className="frame">
      <h1 className="title">{TITLES[props.surface]}</h1>
      <Place {...props} />
    </div>
  );
}

function Place({ surface, language, ...crm }: FramedProps) {
  const context = { user: { language }, portal: { timezone: 'Europe/Berlin' } };
  switch (surface) {
    case 'overview':
      return <Overview context={context} />;
    case 'settings':
      return <SettingsPage context={context} />;
    case 'tab':
    case 'sidebar':
      return <RecordCard context={{ ...context, location: `crm.record.${surface}`, crm }} />;
  }
}
