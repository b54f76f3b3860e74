import { parseExpressionAt } from 'acorn';
import Handlebars from 'handlebars';
import type { Fault } from './fault.ts';

/** A view is one object in parentheses, with nothing after it: Sugar puts it inside an object of its own. */
export function lintScript(file: string, source: string): Fault[] {
  try {
    const view = parseExpressionAt(source, 0, { ecmaVersion: 2015 });
    const isAlone = source.slice(view.end).trim() === ')';
    return view.type === 'ObjectExpression' && isAlone
      ? []
      : [{ file, rule: 'view-shape', text: 'It must be one object in parentheses and nothing else.' }];
  } catch (error) {
    return [{ file, rule: 'script-syntax', text: error instanceof Error ? error.message : String(error) }];
  }
}

interface TemplateNode {
  type: string;
  escaped?: boolean;
  loc?: { start: { line: number } };
}

/** Everything that is shown is escaped. */
export function lintTemplate(file: string, source: string): Fault[] {
  let tree: unknown;
  try {
    tree = Handlebars.parse(source);
  } catch (error) {
    return [{ file, rule: 'template-syntax', text: error instanceof Error ? error.message : String(error) }];
  }
  return templateNodes(tree).flatMap(({ type, escaped, loc }) =>
    type === 'MustacheStatement' && escaped === false
      ? [{ file, ...(loc && { line: loc.start.line }), rule: 'template-unescaped', text: 'A value is not escaped.' }]
      : [],
  );
}

function templateNodes(value: unknown): TemplateNode[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const below = Object.values(value).flatMap(templateNodes);
  return 'type' in value && typeof value.type === 'string' ? [value as TemplateNode, ...below] : below;
}
