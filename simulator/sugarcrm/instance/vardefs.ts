import type { Body } from '../../shared/body.ts';
import type { Field as Source } from './field-source.ts';
import { hashOf } from './ids.ts';
import type { Field } from './instance.ts';

/** A field as metadata has it. Booleans come in the three forms that the real thing mixes. */
export function fieldOf(source: Source, dropdownOf: (field: string, items: string[]) => string): Field {
  const { name, licence } = source;
  const [type = '', len] = source.type.split(/[()]/);
  const label = source.label ?? labelOf(name);
  const isCustom = name.endsWith('_c');
  const vardef: Body = {
    name,
    vname: `LBL_${name.toUpperCase()}`,
    type,
    len: lengthOf(len),
    precision: len?.split(',')[1],
    options: optionsOf(source, dropdownOf),
    ...flagsOf(name, source.flags),
    ...(source.formula !== undefined && { calculated: flag(name, 'calculated', true), formula: source.formula }),
    dependency: source.dependency,
    ...(isCustom && { source: 'custom_fields', custom_module: 'yes', labelValue: label }),
    help: source.help,
    comment: source.comment,
    ...(source.icon && { displayParams: { icon: { type: source.icon, tooltip: 'LBL_PREDICT_TOOLTIP' } } }),
    ...source.raw,
  };
  return { name, type, label, licence, vardef };
}

/** `LBL_…` of a field that does not say how it is called. */
export function labelOf(name: string): string {
  const words = name.replace(/_c$/, '').replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function lengthOf(len: string | undefined): string | number | undefined {
  return len === undefined || len.includes(',') ? len : Number(len);
}

function optionsOf(source: Source, dropdownOf: (field: string, items: string[]) => string): string | undefined {
  if (source.buttons !== undefined) return buttonsOf(source.buttons);
  return Array.isArray(source.options) ? dropdownOf(source.name, source.options) : source.options;
}

/** JSON in a string, each value in base64 once more. */
function buttonsOf(buttons: NonNullable<Source['buttons']>): string {
  const actions: Body = {};
  for (const [index, { type, url }] of buttons.entries()) {
    const properties = Buffer.from(JSON.stringify({ url, calculated: false })).toString('base64');
    actions[`action-${index + 1}`] = { actionType: type, orderNumber: index, properties };
  }
  return JSON.stringify({ actions, settings: { type: 'button', size: 'default' } });
}

function flagsOf(name: string, flags: string): Body {
  const body: Body = {};
  for (const word of flags.split(/\s+/).filter(Boolean)) {
    const key = word.replace('!', '');
    body[key] = flag(name, key, !word.startsWith('!'));
  }
  return body;
}

const forms = new Map<string, number>();

function flag(field: string, key: string, on: boolean): boolean | number | string {
  const name = `${field} ${key}`;
  const form = forms.get(name) ?? Number.parseInt(hashOf(name).slice(0, 6), 16) % 3;
  forms.set(name, form);
  if (form === 0) return on;
  return form === 1 ? Number(on) : String(on);
}
