const UNSAFE = /[^A-Za-z0-9 .,:;/()_-]/gu;

/**
 * A text that comes through a setting of Sugar unchanged: some versions take backslashes and HTML entities out of it
 * (plugins/sugarcrm/README.md). Plain ASCII, so that its length is what Sugar stores.
 */
export function percentEncoded(text: string): string {
  return text.toWellFormed().replace(UNSAFE, (sign) => {
    const encoded = encodeURIComponent(sign);
    return encoded === sign ? `%${sign.charCodeAt(0).toString(16).toUpperCase()}` : encoded;
  });
}
