import { Flex, Heading, LoadingButton, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Settings } from './answers.ts';
import { scheduleChoices } from './schedule.ts';
import type { Speech } from './speech.ts';

export interface Wishes {
  /** Empty: no regular scan. */
  cron: string;
  /** Empty: as it is. */
  reportLanguage: string;
}

const OWN_NAMES = [
  { label: 'English', value: 'en' },
  { label: 'Français', value: 'fr' },
  { label: 'Deutsch', value: 'de' },
  { label: 'Español', value: 'es' },
];

export interface SettingsFormProps {
  settings: Settings;
  speech: Speech;
  onSave: (wishes: Wishes) => Promise<void>;
}

/** Seen by everybody, changed by super-admins: whether somebody is one is asked again when it is saved. */
export function SettingsForm({ settings, speech, onSave }: SettingsFormProps) {
  const { words } = speech;
  const [cron, setCron] = useState(settings.schedule?.cron ?? '');
  const [reportLanguage, setReportLanguage] = useState(settings.language);
  const [saving, setSaving] = useState(false);
  const fixed = settings.mayChange === false;
  const languages = settings.language === '' ? [{ label: words.languageAsIs, value: '' }, ...OWN_NAMES] : OWN_NAMES;
  return (
    <Flex direction="column" gap="small">
      <Heading>{words.scheduleTitle}</Heading>
      <Select
        label={words.schedule}
        name="schedule"
        readOnly={fixed}
        value={cron}
        options={scheduleChoices(settings.schedule?.cron ?? '', words)}
        onChange={(value) => {
          setCron(String(value));
        }}
      />
      <Select
        label={words.language}
        name="language"
        readOnly={fixed}
        value={reportLanguage}
        options={languages}
        onChange={(value) => {
          setReportLanguage(String(value));
        }}
      />
      {fixed ? (
        <Text variant="microcopy">{words.saveNotAllowed}</Text>
      ) : (
        <LoadingButton
          size="sm"
          variant="primary"
          loading={saving}
          onClick={() => {
            setSaving(true);
            void onSave({ cron, reportLanguage }).finally(() => {
              setSaving(false);
            });
          }}
        >
          {words.save}
        </LoadingButton>
      )}
    </Flex>
  );
}
