import type { Body } from '#simulator/shared/body.ts';
import type { Instance } from '../instance.ts';
import type { Rule, Template } from '../world.ts';

const MODIFIED = '2026-08-06 16:33:29';

/** A business rule as a record; the definition is JSON in a string. */
export function ruleRow(rule: Rule): Body {
  const { id, name, description, module } = rule;
  return {
    id,
    name,
    date_entered: MODIFIED,
    date_modified: MODIFIED,
    description,
    deleted: 0,
    rst_uid: null,
    rst_type: 'single',
    rst_module: module,
    rst_source_definition: JSON.stringify(definitionOf(rule)),
  };
}

function definitionOf({ module, rows }: Rule): Body {
  const fields = [...new Set(rows.flatMap((row) => row.if.map(({ field }) => field)))];
  const set = [...new Set(rows.flatMap((row) => Object.keys(row.set)))];
  return {
    base_module: module,
    type: 'single',
    columns: { conditions: fields.map((field) => ({ module, field })), conclusions: ['', ...set] },
    ruleset: rows.map((row, index) => ({
      id: index + 1,
      conditions: row.if.map(({ field, is, value }) => ({
        value: [constantOf(value)],
        variable_name: field,
        condition: is,
        variable_module: module,
      })),
      conclusions: [
        { value: [constantOf(row.returns)], conclusion_value: 'result', conclusion_type: 'return' },
        ...Object.entries(row.set).map(([field, value]) => ({
          value: [constantOf(value)],
          conclusion_value: field,
          conclusion_type: 'variable',
          variable_module: module,
        })),
      ],
    })),
  };
}

function constantOf(value: string | number | boolean): Body {
  return { expType: 'CONSTANT', expSubtype: typeof value, expLabel: JSON.stringify(value), expValue: value };
}

export function templateRow({ id, name, description, module, subject, body }: Template): Body {
  return {
    id,
    name,
    date_entered: MODIFIED,
    date_modified: MODIFIED,
    description,
    deleted: 0,
    base_module: module,
    subject,
    body: body.replace(/<[^>]+>/g, ''),
    body_html: body.startsWith('<') ? body : `<p>${body}</p>`,
    from_name: null,
    from_address: null,
  };
}

export const exportedRule = (rule: Rule, instance: Instance): Body => exported(ruleRow(rule), instance);
export const exportedTemplate = (template: Template, instance: Instance): Body =>
  exported(templateRow(template), instance);

function exported(project: Body, { world, profile }: Instance): Body {
  return { metadata: { SugarCRMFlavor: world.flavor, SugarCRMVersion: profile.version, Version: '2.0' }, project };
}
