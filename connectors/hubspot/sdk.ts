import type { Filter } from '@hubspot/api-client/lib/codegen/crm/objects/models/Filter.js';
import type { PublicObjectSearchRequest } from '@hubspot/api-client/lib/codegen/crm/objects/models/PublicObjectSearchRequest.js';
import type { Property } from '@hubspot/api-client/lib/codegen/crm/properties/models/Property.js';
import type { ObjectSchema } from '@hubspot/api-client/lib/codegen/crm/schemas/models/ObjectSchema.js';
import type { z } from 'zod';

/**
 * HubSpot's own models, as types: what we send and read is held against them when it is compiled, so a key that HubSpot
 * does not know, or drops, does not pass. Why only as types: BEHAVIOR.md, "HubSpot's own client".
 */

/** A schema that reads some keys of a model and no others. */
export type Reads<Model> = { readonly [Key in keyof Model]?: z.ZodType };

export type SdkProperty = Property;
export type SdkObjectSchema = ObjectSchema;

/** The body of a record search. */
export type SearchBody = Required<Pick<PublicObjectSearchRequest, 'limit' | 'after' | 'sorts' | 'properties'>> & {
  filterGroups: { filters: SearchFilter[] }[];
};
export type SearchFilter = Pick<Filter, 'propertyName' | 'value' | 'values'> & {
  operator: `${Filter['operator']}`;
};
