import { escape as text } from '../html.ts';
import { PROBLEMS } from '../problem-codes.ts';
import type { OpenApiDocument } from './document.ts';
import { shapeOf } from './shape.ts';

type PathItem = NonNullable<OpenApiDocument['paths']>[string];
type Operation = NonNullable<PathItem['get']>;
type Parameter = Extract<NonNullable<Operation['parameters']>[number], { name: string }>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The description as a page: no script, nothing from elsewhere, readable without style too. */
export function referencePage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, operation }] : [];
    }),
  );
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? ''))];
  const base = document.servers?.[0]?.url ?? '';
  const sections = tags.map((tag) => {
    const own = operations.filter(({ operation }) => operation.tags?.[0] === tag);
    const articles = own.map(({ path, method, operation }) => article(base + path, method, operation, document));
    return `<section id="${slug(tag)}"><h2>${text(tag)}</h2>${articles.join('\n')}</section>`;
  });
  const links = [...tags, FAULTS].map((tag) => `<a href="#${slug(tag)}">${text(tag)}</a>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${text(document.info.title)}: HTTP interface</title><link rel="stylesheet" href="${base}/docs/style.css"></head>
<body><header><h1>${text(document.info.title)}</h1><p>${text(document.info.description ?? '')}</p>
<p>Send <code>Authorization: Bearer TOKEN</code>. Faults come as <code>application/problem+json</code> with a <code>code</code>, what happened and what to do.
For programs: <a href="${base}/openapi.json">openapi.json</a>.</p><nav>${links.join(' ')}</nav></header>
<main>${sections.join('\n')}
${faults()}</main></body></html>
`;
}

function article(path: string, method: string, operation: Operation, document: OpenApiDocument): string {
  const body = operation.requestBody && 'content' in operation.requestBody ? operation.requestBody.content : {};
  const answers = Object.entries((operation.responses ?? {}) as Record<string, { content?: Content }>).filter(
    ([status]) => status !== 'default',
  );
  return `<article id="${text(operation.operationId ?? '')}"><h3><b>${method.toUpperCase()}</b> <code>${text(path)}</code></h3>
<p>${text(operation.summary ?? '')}</p>${paragraphs(operation.description)}
${parameters(
  (operation.parameters ?? []).filter((one): one is Parameter => 'name' in one),
  document,
)}
${content('Body', body as Content, document)}
${answers.map(([status, answer]) => content(`Answer ${status}`, answer.content ?? {}, document)).join('')}</article>`;
}

const FAULTS = 'Faults';

/** A row for each `type` that a problem can have. */
function faults(): string {
  const rows = Object.entries(PROBLEMS).map(
    ([code, { status, means }]) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${text(means)}</td></tr>`,
  );
  return `<section id="${slug(FAULTS)}"><h2>${FAULTS}</h2><table><tbody>${rows.join('')}</tbody></table></section>`;
}

type Content = Record<string, { schema?: unknown }>;

function parameters(list: readonly Parameter[], document: OpenApiDocument): string {
  const rows = list.map(
    (one) =>
      `<tr><td><code>${text(one.name)}</code></td><td>${text(one.in)}${one.required ? '' : ', optional'}</td>` +
      `<td><code>${text(shapeOf(one.schema, document))}</code></td><td>${text(one.description ?? descriptionOf(one.schema))}</td></tr>`,
  );
  return rows.length === 0 ? '' : `<table><tbody>${rows.join('')}</tbody></table>`;
}

function content(title: string, types: Content, document: OpenApiDocument): string {
  const parts = Object.entries(types).map(([type, { schema }]) =>
    type === 'application/json'
      ? `<details><summary>${text(title)}</summary><pre>${text(shapeOf(schema, document))}</pre></details>`
      : `<p>${text(title)}: <code>${text(type)}</code></p>`,
  );
  return parts.length === 0 ? `<p>${text(title)}: nothing</p>`.repeat(title === 'Body' ? 0 : 1) : parts.join('');
}

function descriptionOf(schema: unknown): string {
  return String((schema as { description?: string } | undefined)?.description ?? '');
}

const paragraphs = (words = '') =>
  words
    .split('\n\n')
    .map((one) => (one ? `<p class="small">${text(one)}</p>` : ''))
    .join('');
const slug = (words: string) => words.toLowerCase().replace(/[^a-z0-9]+/g, '-');

export const REFERENCE_STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; }
nav a { margin-right: 0.75rem; }
article { border-top: 1px solid #8886; padding: 0.5rem 0; }
h3 { font-weight: normal; margin: 0.5rem 0; overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9rem; }
pre { background: #8881; overflow-x: auto; padding: 0.75rem; }
table { border-collapse: collapse; width: 100%; }
td { border-bottom: 1px solid #8883; padding: 0.25rem 0.75rem 0.25rem 0; vertical-align: top; overflow-wrap: anywhere; }
.small { font-size: 0.9rem; margin: 0.25rem 0; opacity: 0.85; }
`;
