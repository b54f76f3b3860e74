import { hubspotStreams, makeHubSpot } from '../connectors/hubspot/index.ts';
import { hubspotMappings } from '../mappings/hubspot/index.ts';
import { euAiAct, rulesVersion } from '../rules/eu-ai-act/index.ts';
import type { Knowledge } from './model/knowledge.ts';

/** The one place that knows every connector, mapping and rule. */
export function registryOf(knowledge: Knowledge) {
  const aiProperties = knowledge.entries
    .filter((entry) => entry.crm === 'hubspot' && entry.ai !== 'no')
    .flatMap((entry) => entry.recognise.properties)
    .map(({ object, name, proof, values }) => ({ object, name, proof, ...(values && { values }) }));
  return {
    hubspot: makeHubSpot(aiProperties),
    hubspotStreams: hubspotStreams(aiProperties),
    mappings: hubspotMappings,
    mappingsVersion: hubspotMappings.map(({ from, version }) => `${from.kind}@${version}`).join(' '),
    rules: euAiAct,
    rulesVersion,
  };
}
