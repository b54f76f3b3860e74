type Tone = 'danger' | 'warning' | 'info' | 'success' | 'default';

/** Colours only repeat what the words of a tag say. */
const TIERS = new Map<string, Tone>([
  ['prohibited', 'danger'],
  ['high', 'danger'],
  ['undetermined', 'warning'],
  ['limited', 'info'],
]);
const NOTICES = new Map<string, Tone>([
  ['absent', 'danger'],
  ['unknown', 'warning'],
  ['present', 'success'],
]);

export const toneOfTier = (tier: string): Tone => TIERS.get(tier) ?? 'default';
export const toneOfNotice = (notice: string): Tone => NOTICES.get(notice) ?? 'default';
