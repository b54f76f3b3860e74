import { z } from 'zod';
import { DeclaredFeature } from '../../model/declared-feature.ts';
import { Actor, TenantPath } from '../schemas.ts';

export const DeclaredPath = TenantPath.extend({ declaredId: z.string().min(1).max(100) });

const reason = z.string().trim().min(1).max(2_000).optional();
export const Enter = DeclaredFeature.extend({ reason }).meta({ id: 'EnterFeature' });

const Version = z.object({
  said: DeclaredFeature.optional().describe('Absent: withdrawn'),
  reason: z.string().optional(),
  by: Actor,
  at: z.string(),
});
export const Declared = z
  .object({ id: z.string(), key: z.string().describe('Of the feature') })
  .extend(Version.shape)
  .meta({ id: 'DeclaredFeature' });
export const AllDeclared = z.object({ data: z.array(Declared) }).meta({ id: 'DeclaredFeatures' });
export const DeclaredInFull = Declared.extend({
  history: z.array(Version).describe('All versions, newest first'),
}).meta({ id: 'DeclaredInFull' });
