import type { Answer, Call, Route } from '../api/route.ts';

export const helpRoutes: Route[] = [
  { method: 'GET', path: 'help', answer: help },
  { method: 'GET', path: 'help/exceptions', answer: () => page('Exceptions', ['need_login', 'not_found']) },
];

/** Every route of this instance, those of packages among them. */
function help({ routes }: Call): Answer {
  return page(
    'SugarCRM API',
    routes.map(({ method, path }) => `${method} /${path}`),
  );
}

function page(title: string, lines: readonly string[]): Answer {
  const rows = lines.map((line) => {
    const [method = '', path = ''] = line.split(' ');
    return `<tr class="api"><td>${method}</td><td>${escaped(path)}</td></tr>`;
  });
  const text = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><table>\n${rows.join('\n')}\n</table></body></html>\n`;
  return { status: 200, raw: { type: 'text/html; charset=UTF-8', text } };
}

const escaped = (path: string) => path.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
