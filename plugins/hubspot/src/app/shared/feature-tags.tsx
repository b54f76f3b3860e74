import { Flex, StatusTag, Tag } from '@hubspot/ui-extensions';
import type { Feature } from './answers.ts';
import type { Speech } from './speech.ts';
import { shown } from './text.ts';
import { toneOfNotice, toneOfTier } from './tones.ts';

/** A field holds values or does not: that its switch is not known says nothing. */
const hasSwitch = ({ how }: Feature) => how[0] !== 'property';

/** Risk, notice and what to review, each in words. */
export function FeatureTags({ feature, speech }: { feature: Feature; speech: Speech }) {
  const { words } = speech;
  return (
    <Flex direction="row" wrap="wrap" gap="extra-small" align="center">
      <StatusTag variant={toneOfTier(feature.tier)}>{shown(feature.tierLabel)}</StatusTag>
      {feature.noticeLabel !== '' && (
        <StatusTag variant={toneOfNotice(feature.notice)}>{shown(feature.noticeLabel)}</StatusTag>
      )}
      {feature.flagLabels.map((label) => (
        <Tag key={label}>{shown(label)}</Tag>
      ))}
      {feature.enabled === false && <Tag>{words.off}</Tag>}
      {feature.enabled === null && hasSwitch(feature) && <Tag>{words.onUnknown}</Tag>}
      {feature.stale && <Tag variant="warning">{words.stale}</Tag>}
    </Flex>
  );
}
