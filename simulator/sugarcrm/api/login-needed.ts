import type { Body } from '../../shared/body.ts';
import type { Simulation } from '../simulation.ts';
import { textIn } from './args.ts';
import { needLogin, type Refusal } from './refusal.ts';

/** An instance whose users sign in elsewhere says where. */
export function loginNeeded(
  simulation: Simulation,
  args: Body,
  message = 'No valid authentication for user.',
): Refusal {
  const { idm } = simulation.instance.world;
  const platform = textIn(args, 'platform') ?? 'base';
  return needLogin(message, idm === undefined ? {} : { url: 'https://login.example.com/', platform });
}
