import { Button, Flex, Link } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Found, OnRecord } from './answers.ts';
import { FeatureTile } from './feature-tile.tsx';
import type { Speech } from './speech.ts';

const FIRST = 5;
const FIRST_NARROW = 3;

export interface FeatureListProps {
  found: Found;
  here: OnRecord | undefined;
  narrow: boolean;
  speech: Speech;
}

/** The gravest first, as they came; the others behind a click, and what was left out in the dashboard. */
export function FeatureList({ found, here, narrow, speech }: FeatureListProps) {
  const [all, setAll] = useState(false);
  const { words } = speech;
  const { features, more, dashboardUrl } = found;
  const first = narrow ? FIRST_NARROW : FIRST;
  const visible = all ? features : features.slice(0, first);
  return (
    <Flex direction="column" gap="small">
      {visible.map((feature, place) => (
        <FeatureTile key={feature.key || place} feature={feature} here={here} narrow={narrow} speech={speech} />
      ))}
      {visible.length < features.length && (
        <Button
          size="sm"
          variant="secondary"
          onClick={() => {
            setAll(true);
          }}
        >
          {words.showAll(features.length)}
        </Button>
      )}
      {more > 0 && dashboardUrl !== null && visible.length === features.length && (
        <Link href={{ url: dashboardUrl, external: true }}>{words.moreInDashboard(more)}</Link>
      )}
    </Flex>
  );
}
