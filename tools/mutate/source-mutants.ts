import ts from 'typescript';
import type { Mutant } from './rule-mutants.ts';

const OPPOSITE = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.LessThanToken, '>='],
  [ts.SyntaxKind.LessThanEqualsToken, '>'],
  [ts.SyntaxKind.GreaterThanToken, '<='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '<'],
  [ts.SyntaxKind.PlusToken, '-'],
  [ts.SyntaxKind.MinusToken, '+'],
]);
const METHODS = new Map([
  ['some', 'every'],
  ['every', 'some'],
]);

/** A source file with one operator, constant or branch wrong. Types are left alone: they do nothing when it runs. */
export function sourceMutants(file: string, text: string): Mutant<string>[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutant<string>[] = [];
  const put = (node: ts.Node, instead: string) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    const made = text.slice(0, node.getStart()) + instead + text.slice(node.getEnd());
    found.push({
      what: `${file}:${line + 1} ${node.getText().slice(0, 60).replace(/\s+/g, ' ')} → ${instead.slice(0, 40)}`,
      made,
    });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) {
      return;
    }
    mutate(node, put);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function mutate(node: ts.Node, put: (node: ts.Node, instead: string) => void): void {
  if (ts.isBinaryExpression(node)) {
    const opposite = OPPOSITE.get(node.operatorToken.kind);
    if (opposite !== undefined) {
      put(node.operatorToken, opposite);
    }
  } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    put(node, node.operand.getText());
  } else if (ts.isConditionalExpression(node)) {
    put(node.condition, `!(${node.condition.getText()})`);
  } else if (ts.isIfStatement(node)) {
    put(node.expression, `!(${node.expression.getText()})`);
  } else if (node.kind === ts.SyntaxKind.TrueKeyword) {
    put(node, 'false');
  } else if (node.kind === ts.SyntaxKind.FalseKeyword) {
    put(node, 'true');
  } else if (ts.isNumericLiteral(node)) {
    put(node, String(Number(node.text) + 1));
  } else if (ts.isStringLiteral(node) && !ts.isLiteralTypeNode(node.parent)) {
    put(node, `'mutated'`);
  } else if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) {
    put(node, '[]');
  } else if (ts.isPropertyAccessExpression(node)) {
    const other = METHODS.get(node.name.text);
    if (other !== undefined) {
      put(node.name, other);
    }
  }
}
