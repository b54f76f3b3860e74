import type { Request, Response } from 'express';
import type { Simulation } from '../simulation.ts';

/** The identity service's token endpoint: a bearer for a service account, by client credentials. */
export function serveSts(simulation: Simulation) {
  return (request: Request, response: Response): void => {
    simulation.meter.started('POST (sts)', simulation.now());
    response.once('close', () => simulation.meter.ended());
    const asked = askedOf(request);
    const account = simulation.instance.world.idm?.serviceAccounts.find(({ clientId, clientSecret }) => {
      return clientId === asked.get('client_id') && clientSecret === asked.get('client_secret');
    });
    const user = simulation.instance.users.find(({ username }) => username === account?.user);
    if (asked.get('grant_type') !== 'client_credentials') {
      answer(simulation, response, 400, { error: 'unsupported_grant_type' });
    } else if (user === undefined) {
      simulation.sessions.failedLogins++;
      answer(simulation, response, 401, { error: 'invalid_client' });
    } else {
      const { accessToken } = simulation.sessions.openBearer(user, simulation.now());
      const scope = asked.get('scope') ?? '';
      answer(simulation, response, 200, { access_token: accessToken, expires_in: 3_600, token_type: 'bearer', scope });
    }
  };
}

function answer(simulation: Simulation, response: Response, status: number, body: unknown): void {
  simulation.meter.answered(status);
  response.status(status).json(body);
}

/** Credentials come in the form, in JSON or in a Basic header. */
function askedOf(request: Request): URLSearchParams {
  const text = Buffer.isBuffer(request.body) ? request.body.toString() : '';
  const asked = request.is('json')
    ? new URLSearchParams(JSON.parse(text) as Record<string, string>)
    : new URLSearchParams(text);
  const basic = /^Basic (\S+)$/i.exec(request.header('authorization') ?? '')?.[1];
  if (basic !== undefined) {
    const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent);
    asked.set('client_id', id);
    asked.set('client_secret', secret);
  }
  return asked;
}
