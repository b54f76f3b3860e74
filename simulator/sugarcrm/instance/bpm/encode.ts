/** JSON in a string, as the designer stores it: with HTML entities where the release has them. */
export function encode(value: unknown, entities: boolean): string {
  const text = JSON.stringify(value);
  return entities ? text.replace(/[&"'<>]/g, (sign) => ENTITIES[sign] ?? sign) : text;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '"': '&quot;', "'": '&#039;', '<': '&lt;', '>': '&gt;' };
