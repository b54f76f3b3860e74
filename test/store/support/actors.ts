import type { Actor } from '#src/model/audit.ts';

export const ADA: Actor = { kind: 'user', id: 'u1', name: 'Ada' };
