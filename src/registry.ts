import { createHash } from 'node:crypto';
import { readHubSpotFiles } from '../connectors/hubspot/import/read-hubspot-files.ts';
import { hubspotStreams, makeHubSpot } from '../connectors/hubspot/index.ts';
import { makeSugarCrm } from '../connectors/sugarcrm/index.ts';
import { readSugarFiles } from '../connectors/sugarcrm/import/read-sugar-files.ts';
import { hubspotMappings } from '../mappings/hubspot/index.ts';
import { sugarcrmMappings } from '../mappings/sugarcrm/index.ts';
import { euAiAct, rulesVersion } from '../rules/eu-ai-act/index.ts';
import type { Knowledge } from './model/knowledge.ts';
import type { Crm } from './model/raw-asset.ts';
import type { Imported } from './scan/import-files.ts';

const mappings = [...hubspotMappings, ...sugarcrmMappings];

/** Rules are data: two packs that differ in one value have two versions, whatever the number says. */
function digestOf(rules: unknown): string {
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 8);
}

/** The one place that knows every connector, mapping and rule. */
export function registryOf(knowledge: Knowledge) {
  const signsOf = (crm: Crm) =>
    knowledge.entries
      .filter((entry) => entry.crm === crm && entry.ai !== 'no')
      .flatMap((entry) => entry.recognise.properties)
      .map(({ object, name, proof, values }) => ({ object, name, proof, ...(values && { values }) }));
  const aiProperties = signsOf('hubspot');
  const aiFields = signsOf('sugarcrm');
  return {
    connectors: { hubspot: makeHubSpot(aiProperties), sugarcrm: makeSugarCrm(aiFields) },
    readFiles: (crm: Crm, path: string): AsyncIterable<Imported> =>
      crm === 'hubspot' ? readHubSpotFiles(path, hubspotStreams(aiProperties)) : readSugarFiles(path, aiFields),
    mappings,
    mappingsVersion: mappings.map(({ from, version }) => `${from.crm}:${from.kind}@${version}`).join(' '),
    rules: euAiAct,
    rulesVersion: `${rulesVersion}-${digestOf(euAiAct)}`,
  };
}
