/** A field that the catalogue knows as an AI's, by the module it stands in. */
export interface AiField {
  object: string;
  name: string;
  /** With these values alone is it the AI's work; any value is, when there are none. */
  values?: readonly string[];
}
