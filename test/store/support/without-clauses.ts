import {
  type BinaryOperationNode,
  ColumnNode,
  type KyselyPlugin,
  OperationNodeTransformer,
  OperatorNode,
  ReferenceNode,
  ValueNode,
} from 'kysely';

class Forgetful extends OperationNodeTransformer {
  protected override transformBinaryOperation(node: BinaryOperationNode): BinaryOperationNode {
    const { leftOperand: left } = node;
    const isTenant = ReferenceNode.is(left) && ColumnNode.is(left.column) && left.column.column.name === 'tenant_id';
    const always = { ...node, leftOperand: ValueNode.createImmediate(1), rightOperand: ValueNode.createImmediate(1) };
    return isTenant ? { ...always, operator: OperatorNode.create('=') } : super.transformBinaryOperation(node);
  }
}

/** Queries whose author forgot to name the tenant: every `tenant_id = …` becomes `1 = 1`. */
export const withoutTenantClauses: KyselyPlugin = {
  transformQuery: ({ node }) => new Forgetful().transformNode(node),
  transformResult: ({ result }) => Promise.resolve(result),
};
