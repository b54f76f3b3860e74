import { readFileSync, readdirSync } from 'node:fs';
import { load } from 'js-yaml';
import { z } from 'zod';
import type { Body } from '../../shared/body.ts';
import { bracesExpanded } from './braces.ts';
import type { Property } from './world.ts';

const FOLDER = new URL('../defaults/properties/', import.meta.url);

/** Group → name → label, or label and type, or label, type and description. `_` in a label stands for the part in braces. */
const Defaults = z.record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)])));

/** `type` and `fieldType` of HubSpot by the one word that our files use. */
const TYPES: Record<string, readonly [type: string, fieldType: string]> = {
  text: ['string', 'text'],
  area: ['string', 'textarea'],
  html: ['string', 'html'],
  phone: ['phone_number', 'phonenumber'],
  number: ['number', 'number'],
  date: ['date', 'date'],
  datetime: ['datetime', 'date'],
  bool: ['bool', 'booleancheckbox'],
  select: ['enumeration', 'select'],
  radio: ['enumeration', 'radio'],
  checkbox: ['enumeration', 'checkbox'],
  file: ['string', 'file'],
  equation: ['number', 'calculation_equation'],
  rollup: ['number', 'calculation_rollup'],
  readTime: ['number', 'calculation_read_time'],
  score: ['number', 'calculation_score'],
  json: ['json', 'text'],
  coordinates: ['object_coordinates', 'text'],
};

const CREATED = '2020-06-30T15:57:38.114Z';
const UPDATED = '2026-06-18T10:12:41.030Z';

/** Those that HubSpot defines, by the name of the object type; the same in every account, used or not. */
const hubSpotDefined = new Map<string, readonly Body[]>();
for (const file of readdirSync(FOLDER).sort()) {
  const defaults = Defaults.parse(load(readFileSync(new URL(file, FOLDER), 'utf8')));
  hubSpotDefined.set(file.replace('.yaml', ''), definedIn(defaults));
}

/** What HubSpot defines for the type, and then what the account added. */
export function propertiesOf(typeName: string, own: readonly Property[]): readonly Body[] {
  const defined = hubSpotDefined.get(typeName) ?? hubSpotDefined.get('others') ?? [];
  const names = new Set(own.map(({ name }) => name));
  return [...defined.filter(({ name }) => !names.has(String(name))), ...own.map(customProperty)];
}

function definedIn(defaults: z.infer<typeof Defaults>): Body[] {
  const properties: Body[] = [];
  for (const [groupName, byName] of Object.entries(defaults)) {
    for (const [pattern, written] of Object.entries(byName)) {
      const [label = '', type = 'text', description = ''] = typeof written === 'string' ? [written] : written;
      for (const { name, part } of bracesExpanded(pattern)) {
        properties.push(
          definedProperty(properties.length, { name, label: label.replace('_', part), type, description, groupName }),
        );
      }
    }
  }
  return properties;
}

interface Definition {
  name: string;
  label: string;
  type: string;
  description: string;
  groupName: string;
}

function definedProperty(index: number, { type, ...definition }: Definition): Body {
  const [kind, fieldType] = typed(type);
  const isCalculated = fieldType.startsWith('calculation_');
  return {
    // Some of HubSpot's own come without dates.
    ...(index % 16 !== 15 && { updatedAt: UPDATED, createdAt: CREATED }),
    ...definition,
    type: kind,
    fieldType,
    options: kind === 'bool' ? optionsOf(['true', 'false']) : [],
    displayOrder: -1,
    calculated: isCalculated,
    externalOptions: false,
    hasUniqueValue: false,
    hidden: false,
    hubspotDefined: true,
    modificationMetadata: { archivable: true, readOnlyDefinition: true, readOnlyValue: isCalculated },
    formField: false,
    dataSensitivity: 'non_sensitive',
  };
}

/** No `hubspotDefined` at all, and `archived` instead: that is how a custom one is told. */
function customProperty(property: Property): Body {
  const { name, label = name, description, group = 'custom_properties', options, formula, sensitivity, raw } = property;
  const [type, fieldType] = typed(property.type);
  return {
    updatedAt: UPDATED,
    createdAt: '2025-01-20T13:05:11.482Z',
    name,
    label,
    type,
    fieldType,
    description,
    groupName: group,
    options: optionsOf(options),
    createdUserId: '88000001',
    updatedUserId: '88000001',
    displayOrder: -1,
    calculated: formula !== undefined || fieldType.startsWith('calculation_'),
    calculationFormula: formula,
    externalOptions: false,
    archived: false,
    hasUniqueValue: false,
    hidden: false,
    modificationMetadata: { archivable: true, readOnlyDefinition: false, readOnlyOptions: false, readOnlyValue: false },
    formField: false,
    dataSensitivity: sensitivity,
    ...raw,
  };
}

function typed(type: string): readonly [string, string] {
  const known = TYPES[type];
  if (known === undefined) throw new Error(`No property type ${type}`);
  return known;
}

function optionsOf(values: readonly string[]): Body[] {
  return values.map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false }));
}
