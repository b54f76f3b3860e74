import { z } from 'zod';
import { Refusal } from '../api/refusal.ts';
import { type Answer, type Call, ok, type Route, sessionOf, userOf } from '../api/route.ts';
import { mayRead } from '../instance/access.ts';
import { runEndpoint } from './php.ts';

const FOLDER = /^custom\/(?:modules\/\w+\/)?clients\/base\/api\/\w+\.php$/;

const Registered = z.array(
  z.object({
    class: z.string(),
    reqType: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
    path: z.array(z.string()),
    pathVars: z.array(z.string()),
    method: z.string(),
    minVersion: z.string().optional(),
    maxVersion: z.string().optional(),
    noLoginRequired: z.boolean().optional(),
  }),
);
type Registered = z.infer<typeof Registered>[number];

/** The endpoints of what is installed now; registered again when that has changed. None without PHP. */
export function endpointsOfPackages(
  filesNow: () => ReadonlyMap<string, string>,
  php: string | undefined,
): () => Route[] {
  let files: ReadonlyMap<string, string> | undefined;
  let routes: Route[] = [];
  return () => {
    if (php && files !== filesNow()) {
      files = filesNow();
      routes = endpointsIn(files, php);
    }
    return routes;
  };
}

/** The endpoints among the files of packages, as their own `registerApiRest` tells them. */
function endpointsIn(files: ReadonlyMap<string, string>, php: string): Route[] {
  const sources = [...files].filter(([path]) => FOLDER.test(path)).map(([, source]) => source);
  return sources.flatMap((source) => {
    const described = runEndpoint(php, { do: 'describe', source });
    if (!('body' in described)) throw new Error(`An endpoint that cannot be registered: ${described.message}`);
    return Registered.parse(described.body).map((registered) => routeOf(registered, source, php));
  });
}

function routeOf(registered: Registered, source: string, php: string): Route {
  const { reqType, path, pathVars, minVersion, maxVersion, noLoginRequired = false } = registered;
  return {
    method: reqType,
    path: path.map((part, index) => (part === '?' ? `:${pathVars[index] ?? ''}` : part)).join('/'),
    isPublic: noLoginRequired,
    ...(reqType !== 'GET' && { kind: 'write' as const }),
    ...(minVersion !== undefined && { since: versionOf(minVersion) }),
    ...(maxVersion !== undefined && { until: versionOf(maxVersion) }),
    answer: (call) => called(call, registered, source, php),
  };
}

function called(call: Call, { class: name, method }: Registered, source: string, php: string): Answer {
  const user = userOf(call);
  const access = [...call.instance.modules.values()].map((module) => [module.name, mayRead(user, module)]);
  const ran = runEndpoint(php, {
    do: 'call',
    source,
    class: name,
    method,
    args: { ...call.args, ...call.params },
    admin: user.admin,
    platform: sessionOf(call).platform,
    access: Object.fromEntries(access),
    deniedFields: user.admin ? {} : user.deniedFields,
    settings: call.simulation.settings.all(),
  });
  if ('body' in ran) return ok(ran.body);
  throw new Refusal(ran.status, ran.label, ran.message);
}

/** `11.8` is 1108. */
function versionOf(text: string): number {
  const [major = '0', minor = '0'] = text.split('.');
  return Number(major) * 100 + Number(minor);
}
