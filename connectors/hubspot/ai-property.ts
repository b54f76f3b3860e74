/** A property that the catalogue names: how its content proves AI use. The connector only counts, it draws no conclusion. */
export interface AiProperty {
  /** The object type as the API path names it. */
  object: string;
  name: string;
  /** `value`: only these `values` count. `writer`: only the history tells. Else any value counts. */
  proof: string;
  values?: readonly string[];
}
