import { Alert, Flex, LoadingSpinner } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Found, Settings } from './answers.ts';
import { ask } from './ask.ts';
import { Connection, MissingScopes } from './connection.tsx';
import { FaultView } from './fault-view.tsx';
import { NotConnected } from './no-answer-yet.tsx';
import { readSaved, readSettings } from './read-answer.ts';
import { SettingsForm, type Wishes } from './settings-form.tsx';
import { speechFor, type Person, type Speech } from './speech.ts';
import { useAnswer } from './use-answer.ts';
import type { Words } from './words/words.ts';

export interface SettingsPageProps {
  context: { user: Person; portal: { timezone: string } };
}

export function SettingsPage({ context }: SettingsPageProps) {
  const speech = speechFor(context.user, context.portal.timezone);
  const { language } = speech;
  const settings = useAnswer(language, () => ask('settings', readSettings, { query: { language } }));
  if (settings.asked === undefined) {
    return <LoadingSpinner label={speech.words.loading} showLabel={true} layout="centered" />;
  }
  if (!settings.asked.ok) {
    const again = () => {
      settings.again(true);
    };
    return <FaultView fault={settings.asked.fault} speech={speech} onAgain={again} />;
  }
  const answer = settings.asked.answer;
  if (answer.state === 'not-connected') {
    return <NotConnected found={nothingFound(answer)} narrow={false} speech={speech} />;
  }
  return <Ready settings={answer} zone={context.portal.timezone} speech={speech} onSaved={settings.again} />;
}

/** The way to connect is the same as from the card. */
function nothingFound({ state, reinstallUrl }: Settings): Found {
  const scan = { finishedAt: null, complete: false, running: null };
  return { state, scan, unread: [], features: [], more: 0, dashboardUrl: reinstallUrl };
}

interface ReadyProps {
  settings: Settings;
  zone: string;
  speech: Speech;
  onSaved: () => void;
}

function Ready({ settings, zone, speech, onSaved }: ReadyProps) {
  const [outcome, setOutcome] = useState<string>();
  const { words, language } = speech;
  const save = async ({ cron, reportLanguage }: Wishes) => {
    const body = {
      schedule: cron === '' ? null : { cron, zone: settings.schedule?.zone ?? zone },
      ...(reportLanguage !== '' && { language: reportLanguage }),
    };
    const saved = await ask('settings', readSaved, { method: 'PUT', body, query: { language } });
    setOutcome(saved.ok ? saved.answer.state : saved.fault);
    if (saved.ok && saved.answer.state === 'saved') {
      onSaved();
    }
  };
  return (
    <Flex direction="column" gap="medium">
      <Connection settings={settings} speech={speech} />
      {settings.state === 'ready' || settings.state === 'never-scanned' ? (
        <MissingScopes settings={settings} speech={speech} />
      ) : null}
      <SettingsForm settings={settings} speech={speech} onSave={save} />
      {outcome !== undefined && (
        <Alert title={outcomeText(outcome, words)} variant={outcome === 'saved' ? 'success' : 'warning'} />
      )}
    </Flex>
  );
}

function outcomeText(outcome: string, words: Words): string {
  const texts: Record<string, string> = {
    saved: words.saved,
    'not-allowed': words.saveNotAllowed,
    'not-known': words.saveNotKnown,
    invalid: words.saveInvalid,
    'not-connected': words.notConnectedText,
    reconnect: words.reconnectText,
    ...words.faults,
  };
  return texts[outcome] ?? words.faults.down;
}
