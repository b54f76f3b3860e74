import { Accordion, Flex, Link, Text, Tile } from '@hubspot/ui-extensions';
import type { Feature, OnRecord, Presence } from './answers.ts';
import { FeatureTags } from './feature-tags.tsx';
import type { Speech } from './speech.ts';
import { shown } from './text.ts';
import type { Words } from './words/words.ts';

/** As long as the service writes: a sentence about the law is not cut. */
const LONGEST_SENTENCE = 900;

const ACTS: readonly string[] = ['set', 'chatted'];

export interface FeatureTileProps {
  feature: Feature;
  /** What holds for this very record, once it is known. */
  here: OnRecord | undefined;
  narrow: boolean;
  speech: Speech;
}

export function FeatureTile({ feature, here, narrow, speech }: FeatureTileProps) {
  const { words } = speech;
  const name = shown(feature.name);
  const why = feature.reading ? words.whyReading(feature.why) : words.why(feature.why);
  const presence = here?.present.get(feature.key);
  return (
    <Tile compact={true}>
      <Flex direction="column" gap="extra-small">
        <Text format={{ fontWeight: 'demibold' }}>
          {feature.url === null ? name : <Link href={{ url: feature.url, external: true }}>{name}</Link>}
        </Text>
        <FeatureTags feature={feature} speech={speech} />
        {feature.does !== '' && <Text>{shown(feature.does, LONGEST_SENTENCE)}</Text>}
        {presence && <Here presence={presence} words={words} />}
        {feature.decision && (
          <Text variant="microcopy">{`${shown(feature.decision.label)} (${speech.when(feature.decision.at)})`}</Text>
        )}
        {feature.why !== '' && <Why text={shown(why, LONGEST_SENTENCE)} narrow={narrow} title={words.whyTitle} />}
      </Flex>
    </Tile>
  );
}

/** In the sidebar the reason waits behind a click: the list has to be seen at a glance. */
function Why({ text, narrow, title }: { text: string; narrow: boolean; title: string }) {
  const sentence = <Text variant="microcopy">{text}</Text>;
  return narrow ? (
    <Accordion title={title} size="xs">
      {sentence}
    </Accordion>
  ) : (
    sentence
  );
}

/** What acts on this very record stands out; what does not, or is not known, is only said. */
function Here({ presence, words }: { presence: Presence; words: Words }) {
  const acts = presence.known && ACTS.includes(presence.value);
  return <Text format={{ fontWeight: acts ? 'demibold' : 'regular' }}>{presenceText(presence, words)}</Text>;
}

function presenceText(presence: Presence, words: Words): string {
  if (!presence.known) {
    return unknownText(presence.reason, words);
  }
  const told = Object.entries(words.onRecord).find(([value]) => value === presence.value);
  return told?.[1] ?? words.onRecordFailed;
}

function unknownText(reason: string, words: Words): string {
  switch (reason) {
    case 'denied':
      return words.onRecordDenied;
    case 'not-asked':
      return words.onRecordNotAsked;
    default:
      return words.onRecordFailed;
  }
}
