import { createHash } from 'node:crypto';

const digest = (...parts: (string | number)[]) => createHash('md5').update(parts.join('\u0000')).digest('hex');

/** The same UUID for the same words, so that a world need not write ids. */
export function uuidOf(...parts: (string | number)[]): string {
  const hex = digest(...parts);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The designer's ids have no dashes. */
export const uidOf = digest;
export const hashOf = digest;

/** What a client holds to know whether its metadata is current; filters make it another one. */
export function metadataHashOf(instance: { name: string; release: string }, userId: string, filters = ''): string {
  return digest('metadata', instance.name, instance.release, userId, filters);
}

export const userHashOf = (instance: { name: string }, userId: string) => digest('user', instance.name, userId);
