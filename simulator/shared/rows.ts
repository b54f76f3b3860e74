/** A list that may be made as it is read; an array is one. */
export interface Rows<T> {
  readonly length: number;
  at(index: number): T | undefined;
}
