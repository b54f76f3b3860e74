import { type Declaration, EVERY_FEATURE } from '../../model/declaration.ts';

export function presentDeclaration({ key, fact, value, reason, by, at }: Declaration) {
  return { fact, value, ...(reason !== undefined && { reason }), by, at, company: key === EVERY_FEATURE };
}
