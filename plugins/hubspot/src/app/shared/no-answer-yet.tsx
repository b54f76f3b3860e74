import { Alert, Button, EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import type { Found } from './answers.ts';
import type { Speech } from './speech.ts';

interface Props {
  found: Found;
  narrow: boolean;
  speech: Speech;
}

const layoutOf = (narrow: boolean) =>
  narrow
    ? ({ layout: 'vertical', flush: true, imageWidth: 100 } as const)
    : ({ layout: 'horizontal', imageWidth: 150 } as const);

export function NotConnected({ found, narrow, speech }: Props) {
  const { words } = speech;
  return (
    <EmptyState title={words.notConnected} imageName="integrations" {...layoutOf(narrow)}>
      <Flex direction="column" gap="small">
        <Text>{words.notConnectedText}</Text>
        {found.dashboardUrl !== null && (
          <Button size="sm" href={{ url: found.dashboardUrl, external: true }}>
            {words.connect}
          </Button>
        )}
      </Flex>
    </EmptyState>
  );
}

export function NeverScanned({ narrow, speech }: Props) {
  return (
    <EmptyState title={speech.words.neverScanned} imageName="voteAndSearch" {...layoutOf(narrow)}>
      <Text>{speech.words.neverScannedText}</Text>
    </EmptyState>
  );
}

export function Unsupported({ narrow, speech }: Props) {
  return (
    <EmptyState title={speech.words.unsupported} imageName="object" {...layoutOf(narrow)}>
      <Text>{speech.words.unsupportedText}</Text>
    </EmptyState>
  );
}

/** The connection has ended: what was found before still stands below. */
export function Reconnect({ found, speech }: Props) {
  const { words } = speech;
  return (
    <Alert title={words.reconnect} variant="warning">
      <Text>{words.reconnectText}</Text>
      {found.features.length > 0 && <Text>{words.reconnectOld}</Text>}
    </Alert>
  );
}

/** Only said when every part was read: the other case is a warning (coverage.tsx). */
export function ReallyNothing({ title, narrow, speech }: { title: string; narrow: boolean; speech: Speech }) {
  return (
    <EmptyState title={title} imageName="target" {...layoutOf(narrow)}>
      <Text>{speech.words.noneWhole}</Text>
    </EmptyState>
  );
}
