import { OpenApiGeneratorV31, OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { SESSION_COOKIE } from '../../identity/auth-options.ts';
import { LANGUAGES } from '../../model/message.ts';
import { ACTIONS } from '../../model/principal.ts';
import { API } from '../paths.ts';
import { Problem } from '../problem.ts';
import { isOfTenant, type Route } from '../route.ts';

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

const Language = z.enum(LANGUAGES).optional().describe('Of sentences; else what Accept-Language says');

/** Made from the schemas that validate: what it says is what is done. */
export function openApiDocument(routes: readonly Route[], version: string): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: SESSION_COOKIE,
    description: 'Of the sign-in page; with https its name begins with __Secure-',
  });
  for (const route of routes) {
    registry.registerPath(pathOf(route));
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'CRM AI Inventory',
      version,
      description:
        'The AI features in connected HubSpot and SugarCRM accounts, with evidence, verdicts and what could not be looked at.',
    },
    servers: [{ url: API }],
    security: [{ token: [] }, { session: [] }],
  });
}

function pathOf(route: Route): Parameters<OpenAPIRegistry['registerPath']>[0] {
  const { method, path, tag, summary, description, params, query, body, access, types = [] } = route;
  const status = String(route.status ?? 200);
  const json = types.length === 0 || !(route.answer instanceof z.ZodUndefined);
  return {
    method,
    path,
    tags: [tag],
    summary,
    operationId: operationId(route),
    description: [description, rightsOf(route)].filter(Boolean).join('\n\n'),
    'x-access': access,
    ...(access === 'everyone' && { security: [] }),
    request: {
      ...(params && { params }),
      query: (query ?? z.object({})).extend({ lang: Language }),
      ...(body && { body: { required: true, content: { 'application/json': { schema: body } } } }),
    },
    responses: {
      [status]: {
        description: summary,
        ...(status !== '204' && {
          content: {
            ...(json && { 'application/json': { schema: route.answer } }),
            ...Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' as const } }])),
          },
        }),
      },
      default: {
        description: 'What went wrong, and what to do',
        content: { 'application/problem+json': { schema: Problem } },
      },
    },
  };
}

/** `getTenantsFeatures`: the method and the words of the path. */
function operationId({ method, path }: Route): string {
  const words = path.split('/').filter((part) => part !== '' && part !== '{id}');
  return (
    [method, ...words]
      .map((word) => word.replace(/[{}]/g, '').replace(/[^A-Za-z0-9]+/g, ''))
      .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
      .join('') + (path.endsWith('{id}') ? 'One' : '')
  );
}

function rightsOf({ access, path }: Route): string {
  if (access === 'everyone') {
    return 'Open to everybody.';
  }
  if (access === 'signed-in') {
    return 'For whoever is signed in; holds what was granted to that one.';
  }
  const where = isOfTenant(path) ? 'for the tenant' : 'for the whole install';
  return `Needs one of these roles ${where}: ${ACTIONS[access].join(', ')}.`;
}
