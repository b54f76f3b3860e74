import { z } from 'zod';
import { Reply } from '../reply.ts';
import { type Route, route } from '../route.ts';
import { openApiDocument, type OpenApiDocument } from './document.ts';
import { REFERENCE_STYLE, referencePage } from './reference-page.ts';

const about = { method: 'get', access: 'everyone', tag: 'About' } as const;

/** The description of all routes, for programs and for people; made when it is first asked for. */
export function openApiRoutes(routes: readonly Route[], version: string): Route[] {
  let made: OpenApiDocument | undefined;
  const document = (): OpenApiDocument => (made ??= openApiDocument([...routes, ...own], version));
  const own: Route[] = [
    route(
      { ...about, path: '/openapi.json', summary: 'This description (OpenAPI 3.1)', answer: z.looseObject({}) },
      () => Promise.resolve({ ...document() }),
    ),
    route({ ...about, path: '/docs', summary: 'The same to read', answer: z.undefined(), types: ['text/html'] }, () =>
      Promise.resolve(new Reply(referencePage(document()), { type: 'text/html' })),
    ),
    route(
      { ...about, path: '/docs/style.css', summary: 'How that page looks', answer: z.undefined(), types: ['text/css'] },
      () => Promise.resolve(new Reply(REFERENCE_STYLE, { type: 'text/css' })),
    ),
  ];
  return own;
}
