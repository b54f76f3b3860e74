import { Alert, Flex, Text } from '@hubspot/ui-extensions';
import type { Found } from './answers.ts';
import type { Speech } from './speech.ts';
import { shown } from './text.ts';

const LONGEST_SENTENCE = 300;
const MOST = 8;

/** Whether every part of the account that matters here was read to its end. */
export const readWhole = ({ scan, unread }: Found): boolean => scan.complete && unread.length === 0;

/** What could not be looked at, as a warning of its own: it must never read as “nothing there”. */
export function Coverage({
  found,
  title,
  intro,
  speech,
}: {
  found: Found;
  title: string;
  intro?: string;
  speech: Speech;
}) {
  const { unread } = found;
  return (
    <Alert title={title} variant="warning">
      <Flex direction="column" gap="extra-small">
        {intro !== undefined && <Text>{intro}</Text>}
        {unread.length === 0 && <Text>{speech.words.partlyUnsaid}</Text>}
        {unread.slice(0, MOST).map(({ text }) => (
          <Text key={text}>{shown(text, LONGEST_SENTENCE)}</Text>
        ))}
      </Flex>
    </Alert>
  );
}
