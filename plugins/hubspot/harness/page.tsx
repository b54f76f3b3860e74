import { createRoot } from 'react-dom/client';
import { Overview } from '../src/app/shared/overview.tsx';
import { RecordCard } from '../src/app/shared/record-card.tsx';
import { SettingsPage } from '../src/app/shared/settings-page.tsx';
import { fakeService } from './fake-service.ts';
import { scenarioNamed, type Scenario, type Surface } from './scenarios.ts';

const TITLES: Record<Surface, string> = {
  tab: 'AI features',
  sidebar: 'AI features',
  overview: 'AI Inventory',
  settings: 'AI Inventory',
};

/** Draws one scenario as HubSpot would frame it, and says on the page when it stands. */
function showScenario(name: string, surface: Surface) {
  const scenario = scenarioNamed(name);
  Object.assign(globalThis, { hsFetch: fakeService(scenario.replies).fetch });
  document.documentElement.lang = scenario.language;
  document.body.className = surface;
  const root = document.createElement('main');
  document.body.replaceChildren(root);
  createRoot(root).render(
    <div className="frame">
      <h1 className="title">{TITLES[surface]}</h1>
      <App scenario={scenario} surface={surface} />
    </div>,
  );
}

function App({ scenario, surface }: { scenario: Scenario; surface: Surface }) {
  const { language, objectTypeId } = scenario;
  const context = { user: { language }, portal: { timezone: 'Europe/Berlin' } };
  switch (surface) {
    case 'overview':
      return <Overview context={context} />;
    case 'settings':
      return <SettingsPage context={context} />;
    case 'tab':
    case 'sidebar':
      return (
        <RecordCard context={{ ...context, location: `crm.record.${surface}`, crm: { objectId: 123, objectTypeId } }} />
      );
  }
}

Object.assign(globalThis, { showScenario });
