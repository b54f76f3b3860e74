import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Body } from '../../shared/body.ts';

const RUNNER = fileURLToPath(new URL('endpoint.php', import.meta.url));
/** An endpoint that would reach out, or read what is not its own, is to be seen. */
const FORBIDDEN =
  'exec,shell_exec,system,passthru,popen,proc_open,fopen,file,file_get_contents,file_put_contents,fsockopen,stream_socket_client,mail,curl_init';

const Ran = z.union([
  z.object({ status: z.literal(200), body: z.unknown() }),
  z.object({ status: z.number().int(), label: z.string(), message: z.string() }),
]);
export type Ran = z.infer<typeof Ran>;

/** PHP on this machine, if there is one: without it, the endpoints of packages do not exist. */
export function findPhp(path = process.env.PATH ?? ''): string | undefined {
  return path
    .split(delimiter)
    .map((folder) => join(folder, 'php'))
    .find((file) => isProgram(file));
}

/** Runs the source of an endpoint. The simulator waits for it: it is no server for many. */
export function runEndpoint(php: string, asked: Body): Ran {
  const ran = spawnSync(php, ['-n', '-d', `disable_functions=${FORBIDDEN}`, '-d', 'display_errors=stderr', RUNNER], {
    input: JSON.stringify(asked),
    encoding: 'utf8',
    env: {},
    timeout: 10_000,
  });
  const read = Ran.safeParse(jsonOr(ran.stdout));
  return read.success ? read.data : { status: 500, label: 'fatal_error', message: ran.stderr || 'PHP did not answer' };
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
