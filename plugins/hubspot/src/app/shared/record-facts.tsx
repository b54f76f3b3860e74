import { Flex, Text } from '@hubspot/ui-extensions';
import type { OnRecord } from './answers.ts';
import type { Speech } from './speech.ts';
import { shown } from './text.ts';
import type { Words } from './words/words.ts';

const LONGEST_LIST = 300;

/** What holds for this very record, whichever feature it comes from: chats so far, segments that AI makes. */
export function RecordFacts({ here, speech }: { here: OnRecord; speech: Speech }) {
  const { words } = speech;
  return (
    <Flex direction="column" gap="flush">
      {here.chats && <Text>{chatsText(here.chats, words)}</Text>}
      {here.segments && <Text>{shown(segmentsText(here.segments, words), LONGEST_LIST)}</Text>}
    </Flex>
  );
}

function chatsText(chats: NonNullable<OnRecord['chats']>, words: Words): string {
  return chats.known ? words.chats(chats.count, chats.atLeast) : words.chatsUnknown;
}

function segmentsText(segments: NonNullable<OnRecord['segments']>, words: Words): string {
  if (!segments.known) {
    return words.segmentsUnknown;
  }
  return segments.names.length === 0
    ? words.segmentsNone
    : words.segments(segments.names.map((name) => shown(name)).join(', '));
}
