import { createRoot } from 'react-dom/client';
import { fakeService } from './fake-service.ts';
import { Framed } from './framed.tsx';
import { scenarioNamed, type Surface } from './scenarios.ts';

/** Draws one scenario as HubSpot would frame it, and says on the page when it stands. */
function showScenario(name: string, surface: Surface) {
  const { language, objectTypeId, replies } = scenarioNamed(name);
  Object.assign(globalThis, { hsFetch: fakeService(replies).fetch });
  document.documentElement.lang = language;
  document.body.className = surface;
  const root = document.createElement('main');
  document.body.replaceChildren(root);
  createRoot(root).render(<Framed surface={surface} language={language} objectTypeId={objectTypeId} objectId={123} />);
}

Object.assign(globalThis, { showScenario });
