import type { CatalogueEntry } from '../../src/model/catalogue.ts';
import { factsFrom } from '../../src/model/facts-schema.ts';
import type { Facts } from '../../src/model/facts.ts';
import type { AiSystem, Evidence } from '../../src/model/feature.ts';
import type { Message } from '../../src/model/message.ts';
import type { StepFinding } from '../../src/normalise/finding.ts';
import type { DetectedSystem, Detection } from '../../src/normalise/mapping.ts';

export function systemOf(entry: CatalogueEntry, name = entry.name): AiSystem {
  return { id: entry.id, vendor: entry.vendor, name, catalogueId: entry.id };
}

/** A feature of the vendor's catalogue, in the one place that shows it. */
export function catalogueSystem(entry: CatalogueEntry, evidence: Evidence[], more: Facts = {}): DetectedSystem {
  return {
    system: systemOf(entry),
    kind: entry.kind,
    ownKey: false,
    facts: { ...factsFrom(entry.facts, 'catalogue', `catalogue ${entry.id}`), ...more },
    evidence,
  };
}

/** By the catalogue: AI for certain, or to be asked about. */
export function asCatalogued(entry: CatalogueEntry, system: DetectedSystem, because: Message): Detection {
  return entry.ai === 'yes'
    ? { result: 'ai', systems: [system] }
    : { result: 'undetermined', because, systems: [system] };
}

/** What an asset with a single address turned out to be. */
export function detectionOf(finding: StepFinding, facts: Facts = {}): Detection {
  if (finding.result === 'rules') {
    return { result: 'not-ai', because: finding.because };
  }
  const { system, kind, evidence } = finding;
  const systems = [{ system, kind, ownKey: false, facts: { ...finding.facts, ...facts }, evidence }];
  return finding.result === 'ai'
    ? { result: 'ai', systems }
    : { result: 'undetermined', because: finding.because, systems };
}
