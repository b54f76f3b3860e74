/** What a SugarLogic formula reads. */
export interface FormulaReads {
  /** Fields of the record itself (`$status`). */
  fields: string[];
  /** Fields of linked records (`related($accounts, "industry")`, roll-ups and counts). */
  related: { link: string; field: string }[];
}

interface Frame {
  name: string;
  argument: number;
  link?: string;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\$\w+|[A-Za-z_]\w*|[(),]|[^\s]/g;
const LINKED = /^(related|rollup\w*|count|countconditional|maxrelateddate)$/i;
const FIELD = /^[a-z_]\w*$/i;
const MAX_READS = 200;

/**
 * SugarLogic is calls within calls; only strings, `$fields` and the argument they stand in matter here. One pass with a
 * stack, so that a formula may be as deep or as broken as its author likes.
 */
export function readFormula(formula: string): FormulaReads {
  const fields = new Set<string>();
  const related = new Map<string, FormulaReads['related'][number]>();
  const stack: Frame[] = [];
  let called = '';
  for (const [token] of formula.matchAll(TOKEN)) {
    const top = stack.at(-1);
    if (token === '(') {
      stack.push({ name: called, argument: 0 });
    } else if (token === ')') {
      stack.pop();
    } else if (token === ',') {
      if (top) {
        top.argument += 1;
      }
    } else if (token.startsWith('$') && token.length > 1) {
      if (top && LINKED.test(top.name) && top.argument === 0) {
        top.link = token.slice(1);
      } else if (fields.size < MAX_READS) {
        fields.add(token.slice(1));
      }
    } else if (/^["']/.test(token)) {
      const link = linkOf(stack);
      const field = token.slice(1, -1);
      if (link !== undefined && FIELD.test(field) && related.size < MAX_READS) {
        related.set(`${link}/${field}`, { link, field });
      }
    }
    called = /^[A-Za-z_]/.test(token) ? token : '';
  }
  return { fields: [...fields], related: [...related.values()] };
}

/** Second argument: the field that is fetched or summed; of the conditional ones also the third, a list of fields or one. */
function linkOf(stack: readonly Frame[]): string | undefined {
  const inner = stack.at(-1);
  const frame = inner?.name.toLowerCase() === 'createlist' ? stack.at(-2) : inner;
  if (!frame || !LINKED.test(frame.name)) {
    return undefined;
  }
  const conditional = /^rollupconditional/i.test(frame.name);
  return frame.argument === 1 || (conditional && frame.argument === 2) ? frame.link : undefined;
}
