import { z } from 'zod';
import type { Connector, Outbound, Stream } from '../../src/pull/connector.ts';
import { account, identify } from './account.ts';
import { actionTypes } from './action-types.ts';
import type { AiProperty } from './ai-property.ts';
import type { HubSpotClient } from './client.ts';
import { connectHubSpot } from './connect.ts';
import { conversations } from './conversations.ts';
import { emails } from './emails.ts';
import { forecasts } from './forecasts.ts';
import { leadScores } from './lead-scores.ts';
import { objectSchemas } from './object-schemas.ts';
import { pipelines } from './pipelines.ts';
import { properties } from './properties.ts';
import { makePropertyHistory } from './property-history.ts';
import { makePropertyPopulation } from './property-population.ts';
import { securityLog } from './security-log.ts';
import { segments } from './segments.ts';
import { sequences } from './sequences.ts';
import { users } from './users.ts';
import { workflows } from './workflows.ts';

const apiUrl = z.url().default('https://api.hubapi.com');

/** A static token or service key; or an OAuth app with the refresh token of one account. */
const Credentials = z.union([
  z.object({ accessToken: z.string().min(1), apiUrl }),
  z.object({ refreshToken: z.string().min(1), clientId: z.string().min(1), clientSecret: z.string().min(1), apiUrl }),
]);
export type HubSpotCredentials = z.infer<typeof Credentials>;

/** HubSpot as a connector. `aiProperties` are the catalogue's: the connector counts them and draws no conclusion. */
export function makeHubSpot(aiProperties: readonly AiProperty[]): Connector<HubSpotClient, typeof Credentials> {
  return {
    id: 'hubspot',
    credentials: Credentials,
    connect: (credentials: HubSpotCredentials, outbound: Outbound) => connectHubSpot(credentials, outbound),
    identify,
    streams: hubspotStreams(aiProperties),
    requests: (client) => client.requests,
    perSecond: (client, bucket) => client.perSecond(bucket),
    close: async (client) => client.close(),
  };
}

/** One stream each, in the order in which coverage lists them. */
export function hubspotStreams(aiProperties: readonly AiProperty[]): readonly Stream<HubSpotClient>[] {
  return [
    account,
    workflows,
    actionTypes,
    properties,
    makePropertyPopulation(aiProperties),
    makePropertyHistory(aiProperties),
    objectSchemas,
    conversations,
    leadScores,
    emails,
    segments,
    forecasts,
    sequences,
    users,
    pipelines,
    securityLog,
  ];
}
