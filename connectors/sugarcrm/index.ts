import type { Connector, Outbound, Stream } from '../../src/pull/connector.ts';
import type { AiField } from './ai-field.ts';
import type { SugarClient } from './client.ts';
import { connectSugar } from './connect.ts';
import { Credentials, type SugarCredentials } from './credentials.ts';
import { identify, server } from './server.ts';

/** SugarCRM as a connector. `aiFields` are the catalogue's: the connector counts them and draws no conclusion. */
export function makeSugarCrm(aiFields: readonly AiField[]): Connector<SugarClient, typeof Credentials> {
  return {
    id: 'sugarcrm',
    credentials: Credentials,
    connect: (credentials: SugarCredentials, outbound: Outbound) => connectSugar(credentials, outbound),
    identify,
    streams: sugarStreams(aiFields),
    requests: (client) => client.requests,
    close: (client) => client.close(),
  };
}

/** One stream each, in the order in which coverage lists them. */
export function sugarStreams(_aiFields: readonly AiField[]): readonly Stream<SugarClient>[] {
  return [server];
}
