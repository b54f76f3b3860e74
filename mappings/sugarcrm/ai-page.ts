import { factsFrom } from '../../src/model/facts-schema.ts';
import { evidence } from '../../src/normalise/finding.ts';
import { hostAndPath } from '../../src/normalise/judge-address.ts';
import type { DetectedSystem, MappingInput } from '../../src/normalise/mapping.ts';

/** A page on which staff use an AI service by hand, opened or shown from Sugar. */
export function aiPage(url: string, at: string, { knowledge }: MappingInput): DetectedSystem | undefined {
  const target = hostAndPath(url);
  const service =
    target && (knowledge.serviceBySite(target.host, target.path) ?? knowledge.serviceByHost(target.host, target.path));
  if (!target || service?.ai !== 'yes') {
    return undefined;
  }
  const entry = knowledge.entry('sugar-ai-page');
  return {
    system: {
      id: service.id,
      vendor: service.vendor,
      name: service.name,
      ...(entry && { catalogueId: entry.id }),
    },
    kind: 'content',
    ownKey: false,
    facts: factsFrom({ ...entry?.facts, ...service.facts }, 'catalogue', `catalogue ${service.id}`),
    evidence: [evidence('evidence.ai-page', at, target.host, 'proven', { name: service.name })],
  };
}
