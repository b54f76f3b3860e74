import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { LANGUAGES } from '../src/app/shared/speech.ts';
import { Framed } from './framed.tsx';
import type { Surface } from './scenarios.ts';

/** Somebody who can look: of the simulator's accounts. */
interface Viewer {
  world: string;
  user: string;
  email: string;
  superAdmin: boolean;
}

interface Live {
  /** Of HubSpot's stand-in, which signs what the app asks. */
  hubspot: string;
  viewers: Viewer[];
}

const SURFACES: readonly Surface[] = ['tab', 'sidebar', 'overview', 'settings'];
const TYPES = {
  '0-1': 'contact',
  '0-2': 'company',
  '0-3': 'deal',
  '0-5': 'ticket',
  '2-3301': 'candidate',
  '2-4401': 'loan',
};

/** The app against a service that runs: who looks, at what and in which language is chosen on the page. */
function Page({ hubspot, viewers }: Live) {
  const [chosen, choose] = useState({
    viewer: '0',
    surface: 'tab',
    objectTypeId: '0-1',
    objectId: '10001',
    language: 'en',
  });
  const viewer = viewers[Number(chosen.viewer)];
  if (!viewer) {
    return <p>Nobody can look: the simulator has no account with users.</p>;
  }
  Object.assign(globalThis, { hsFetch: fetchAs(viewer, hubspot) });
  const surface = SURFACES.find((one) => one === chosen.surface) ?? 'tab';
  document.body.className = surface;
  document.documentElement.lang = chosen.language;
  const pick = (name: keyof typeof chosen, label: string, options: readonly (readonly [string, string])[]) => (
    <label>
      {label}{' '}
      <select value={chosen[name]} onChange={({ target }) => choose({ ...chosen, [name]: target.value })}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <form className="chooser">
        {pick(
          'viewer',
          'Person',
          viewers.map(({ world, email, superAdmin }, index) => [
            String(index),
            `${world}: ${email}${superAdmin ? ' (super admin)' : ''}`,
          ]),
        )}
        {pick(
          'surface',
          'Place',
          SURFACES.map((one) => [one, one]),
        )}
        {pick('objectTypeId', 'Record', Object.entries(TYPES))}
        <label>
          Number{' '}
          <input
            value={chosen.objectId}
            inputMode="numeric"
            size={8}
            onChange={({ target }) => choose({ ...chosen, objectId: target.value.replace(/\D/g, '') })}
          />
        </label>
        {pick(
          'language',
          'Language',
          LANGUAGES.map((one) => [one, one]),
        )}
      </form>
      <main>
        <Framed
          key={JSON.stringify(chosen)}
          surface={surface}
          language={chosen.language}
          objectTypeId={chosen.objectTypeId}
          objectId={Number(chosen.objectId)}
        />
      </main>
    </>
  );
}

/** `hubspot.fetch` of a page that this person looks at. */
function fetchAs({ world, user }: Viewer, hubspot: string) {
  return (url: string | URL, options: object = {}) =>
    fetch(`${hubspot}/__simulator/card/fetch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ world, user, url: String(url), options }),
    });
}

function showLive(live: Live) {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  createRoot(root).render(
    <StrictMode>
      <Page {...live} />
    </StrictMode>,
  );
}

Object.assign(globalThis, { showLive });
