/** A name of a stranger's archive must not steer a terminal. */
export function shownName(name: string): string {
  return name
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .slice(0, 300);
}

/** A file's name without folders and endings, for what has no name of its own. */
export function baseName(name: string): string {
  return shownName(name)
    .replace(/^.*[/\\]/, '')
    .replace(/(?:\.(?:json|jsonl|ndjson|gz|txt|response|bpm|pbr|pet))+$/i, '')
    .slice(0, 80);
}
