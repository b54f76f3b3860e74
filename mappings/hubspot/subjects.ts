import { known, unknown } from '../../src/model/fact.ts';
import type { FactValue } from '../../src/model/facts.ts';
import type { FactFunction } from '../../src/normalise/mapping.ts';
import { textAt } from '../../src/normalise/values.ts';
import { objectPath, standardObject } from './object-types.ts';

/** Whom the records of an object type stand for. What a custom object stands for is read from its label in `link`. */
export function subjectKind({ field }: { field: string }): FactFunction<FactValue<'subjectKind'>> {
  return ({ asset }) => {
    const kind = standardObject(objectPath(textAt(asset.payload, field)) ?? '')?.subjectKind;
    return kind === undefined ? unknown('not-returned') : known(kind, 'observed', field);
  };
}

export function subjectRoles({ field }: { field: string }): FactFunction<FactValue<'subjectRoles'>> {
  return ({ asset }) => {
    const roles = standardObject(objectPath(textAt(asset.payload, field)) ?? '')?.subjectRoles;
    // `catalogue`: a ticket's author is a customer as a rule; words of this account may say otherwise.
    return roles === undefined ? unknown('not-returned') : known(roles, 'catalogue', field);
  };
}
