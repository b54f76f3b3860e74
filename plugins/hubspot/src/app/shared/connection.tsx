import { Alert, Button, DescriptionList, DescriptionListItem, Flex, Heading, List, Text } from '@hubspot/ui-extensions';
import type { Settings } from './answers.ts';
import type { Speech } from './speech.ts';
import { shown } from './text.ts';

const LONGEST_SENTENCE = 300;

export function Connection({ settings, speech }: { settings: Settings; speech: Speech }) {
  const { words } = speech;
  const { account, connectedAt, reinstallUrl } = settings;
  const since = connectedAt === null ? words.connected : words.connectedSince(speech.when(connectedAt));
  return (
    <Flex direction="column" gap="small">
      <Heading>{words.settingsTitle}</Heading>
      <DescriptionList direction="row">
        {account !== '' && <DescriptionListItem label={words.account}>{shown(account)}</DescriptionListItem>}
        <DescriptionListItem label={words.connection}>
          {settings.state === 'reconnect' ? words.reconnect : since}
        </DescriptionListItem>
      </DescriptionList>
      {settings.state === 'reconnect' && (
        <Alert title={words.reconnect} variant="warning">
          <Flex direction="column" gap="small">
            <Text>{words.reconnectText}</Text>
            {reinstallUrl !== null && (
              <Button size="sm" href={{ url: reinstallUrl, external: true }}>
                {words.connect}
              </Button>
            )}
          </Flex>
        </Alert>
      )}
    </Flex>
  );
}

/** For the administrator who can grant them, so here the permissions carry HubSpot's own names. */
export function MissingScopes({ settings, speech }: { settings: Settings; speech: Speech }) {
  const { words } = speech;
  const { missingScopes, reinstallUrl } = settings;
  return (
    <Flex direction="column" gap="small">
      <Heading>{words.missingTitle}</Heading>
      <Text>{missingScopes.length === 0 ? words.missingNone : words.missingText}</Text>
      {missingScopes.length > 0 && (
        <List variant="unordered">
          {missingScopes.map(({ scope, shows }) => (
            <Text key={scope}>
              <Text inline={true} format={{ fontWeight: 'demibold' }}>{`${shown(scope)}: `}</Text>
              {shown(shows, LONGEST_SENTENCE)}
            </Text>
          ))}
        </List>
      )}
      {missingScopes.length > 0 && reinstallUrl !== null && (
        <Button size="sm" href={{ url: reinstallUrl, external: true }}>
          {words.reinstall}
        </Button>
      )}
    </Flex>
  );
}
