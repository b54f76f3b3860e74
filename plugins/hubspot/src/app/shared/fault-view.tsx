import { Button, ErrorState, Flex, Text } from '@hubspot/ui-extensions';
import type { Fault } from './ask.ts';
import type { Speech } from './speech.ts';

/** No answer at all, in words that nobody can take for “no AI”. */
export function FaultView({ fault, speech, onAgain }: { fault: Fault; speech: Speech; onAgain: () => void }) {
  const { words } = speech;
  return (
    <ErrorState title={words.faultTitle} type={fault === 'setup' ? 'support' : 'error'}>
      <Flex direction="column" gap="small" align="center">
        <Text>{words.faults[fault]}</Text>
        <Text>{words.faultMeans}</Text>
        <Button size="sm" onClick={onAgain}>
          {words.tryAgain}
        </Button>
      </Flex>
    </ErrorState>
  );
}
