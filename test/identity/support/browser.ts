import type { Visit } from '../../../src/identity/visit.ts';

export const PUBLIC_URL = 'https://inventory.example';

/** Keeps cookies like a browser, and says where a request comes from. */
export class Browser {
  readonly jar = new Map<string, string>();
  address = '192.0.2.7';
  origin: string | undefined = PUBLIC_URL;

  visit(): Visit {
    const headers = new Headers({ 'user-agent': 'Browser/1.0' });
    if (this.origin !== undefined) {
      headers.set('origin', this.origin);
    }
    if (this.jar.size > 0) {
      headers.set('cookie', [...this.jar].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    return { headers, address: this.address };
  }

  keep(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /max-age=0/i.test(cookie)) {
        this.jar.delete(name);
      } else {
        this.jar.set(name, value);
      }
    }
  }
}
