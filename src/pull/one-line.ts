/** A vendor's message must not steer a terminal or a log line. */
export function oneLine(text: string | undefined): string | undefined {
  return text?.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').slice(0, 200);
}
