import type { Connector, Outbound, Stream } from '../../src/pull/connector.ts';
import type { AiField } from './ai-field.ts';
import { makeAiFields } from './ai-fields.ts';
import { businessRules } from './business-rules.ts';
import { chat } from './chat.ts';
import type { SugarClient } from './client.ts';
import { connectSugar } from './connect.ts';
import { Credentials, type SugarCredentials } from './credentials.ts';
import { csp } from './csp.ts';
import { dashboards } from './dashboards.ts';
import { enrichment } from './enrichment.ts';
import { forecasts } from './forecasts.ts';
import { legacyWorkflows } from './legacy-workflows.ts';
import { messages } from './messages.ts';
import { makeMetadata } from './metadata.ts';
import { packages } from './packages.ts';
import { pushSummary } from './push-summary.ts';
import { processDefinitions } from './process-definitions.ts';
import { schedulers } from './schedulers.ts';
import { identify, server } from './server.ts';
import { smartGuides } from './smart-guides.ts';
import { webLogicHooks } from './web-logic-hooks.ts';

/** SugarCRM as a connector. `aiFields` are the catalogue's: the connector counts them and draws no conclusion. */
export function makeSugarCrm(aiFields: readonly AiField[]): Connector<SugarClient, typeof Credentials> {
  return {
    id: 'sugarcrm',
    credentials: Credentials,
    connect: (credentials: SugarCredentials, outbound: Outbound) => connectSugar(credentials, outbound),
    identify,
    streams: sugarStreams(aiFields),
    requests: (client) => client.requests,
    perSecond: (client, bucket) => client.perSecond(bucket),
    push: pushSummary,
    close: (client) => client.close(),
  };
}

/** One stream each, in the order in which coverage lists them. */
export function sugarStreams(aiFields: readonly AiField[]): readonly Stream<SugarClient>[] {
  return [
    server,
    makeMetadata(aiFields),
    makeAiFields(aiFields),
    processDefinitions,
    businessRules,
    webLogicHooks,
    smartGuides,
    legacyWorkflows,
    schedulers,
    dashboards,
    packages,
    chat,
    messages,
    forecasts,
    enrichment,
    csp,
  ];
}
