import type { AiFeature } from '#src/model/feature.ts';
import { indexable } from '#src/store/text.ts';

/** By what it can be seen on one record that a feature acts on it. */
export interface Probe {
  key: string;
  /** The property that holds its value on such a record. */
  property?: string;
  /** The channel account in which it answers. */
  chat?: string;
}

export interface Probes {
  features: Probe[];
  /** Segments made from an AI value, by their ids. */
  segments: Map<string, string>;
}

/** What HubSpot's answer is asked for; a longer name than HubSpot's own is none. */
const NAME = /^[a-z0-9_]{1,100}$/i;
const MOST_SEGMENTS = 100;

/** Of the features that are shown; nothing is asked for those that no public endpoint tells about. */
export function probesOf(features: readonly AiFeature[], type: string): Probes {
  const segments = new Map<string, string>();
  for (const { asset, links } of features) {
    const isHere = asset.kind === 'property' && asset.externalId.startsWith(`${type}/`);
    for (const link of isHere ? links : []) {
      if (link.asset.kind === 'segment' && segments.size < MOST_SEGMENTS) {
        segments.set(link.asset.externalId, link.asset.name);
      }
    }
  }
  return { features: features.map((feature) => probeOf(feature, type)), segments };
}

function probeOf({ key, asset }: AiFeature, type: string): Probe {
  const stored = indexable(key);
  if (asset.kind === 'chatflow') {
    return { key: stored, chat: asset.externalId };
  }
  const [object, name = ''] = asset.kind === 'property' ? asset.externalId.split('/', 2) : [];
  return object === type && NAME.test(name) ? { key: stored, property: name } : { key: stored };
}
