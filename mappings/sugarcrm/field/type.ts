/** Sugar's types in the words that `link` knows outputs by. */
const TYPES: Record<string, string> = {
  int: 'number',
  integer: 'number',
  decimal: 'number',
  float: 'number',
  double: 'number',
  currency: 'number',
  enum: 'enumeration',
  multienum: 'enumeration',
  radioenum: 'enumeration',
  bool: 'bool',
  varchar: 'string',
  text: 'string',
  longtext: 'string',
};

export function typeOf(type: string): { type: string; fieldType: string } {
  return { type: Object.hasOwn(TYPES, type) ? (TYPES[type] ?? type) : type, fieldType: type };
}
