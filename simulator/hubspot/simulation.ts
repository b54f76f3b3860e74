import type { Meter } from '../shared/meter.ts';
import type { FaultSwitches } from './api/faults.ts';
import { FaultPlan } from './api/faults.ts';
import type { Quota } from './api/limits.ts';
import { Limits } from './api/limits.ts';
import type { Stats } from './api/meter.ts';
import { newMeter, statsOf } from './api/meter.ts';
import type { Grant } from './api/tokens.ts';
import { Tokens } from './api/tokens.ts';
import type { Portal } from './portal/portal.ts';

export interface SimulationOptions {
  portalOf: (world: string) => Portal | undefined;
  limits: boolean;
  faults: FaultSwitches;
  now: () => number;
}

const SEARCHES_A_SECOND = 5;
const OAUTH_BURST = 110;
const BURST = { starter: 100, professional: 190, enterprise: 190 };
const DAILY = { starter: 250_000, professional: 650_000, enterprise: 1_000_000 };

/** Everything that a running server remembers between two requests. */
export class Simulation {
  readonly now: () => number;
  readonly portalOf: SimulationOptions['portalOf'];
  tokens: Tokens;
  faultPlan: FaultPlan;
  readonly #faults: FaultSwitches;
  readonly #limited: boolean;
  #limits = new Map<string, Limits>();
  #meters = new Map<string, Meter>();
  #total = newMeter();
  #visits = 0;

  constructor(options: SimulationOptions) {
    this.now = options.now;
    this.portalOf = options.portalOf;
    this.#faults = options.faults;
    this.#limited = options.limits;
    this.tokens = new Tokens((world) => options.portalOf(world) !== undefined);
    this.faultPlan = new FaultPlan(options.faults);
  }

  /** Forgets counters, issued tokens and the faults that were switched on since the start; worlds stay as they are. */
  reset(): void {
    this.tokens = new Tokens((world) => this.portalOf(world) !== undefined);
    this.faultPlan = new FaultPlan(this.#faults);
    this.#limits = new Map();
    this.#meters = new Map();
    this.#total = newMeter();
  }

  /** Without a world: of the whole server. */
  stats(world?: string): Stats {
    const meter = world === undefined ? this.#total : this.#meters.get(world);
    return statsOf(meter ?? newMeter());
  }

  nextCorrelationId(): string {
    this.#visits++;
    return `5c0ffee0-0000-4000-8000-${this.#visits.toString(16).padStart(12, '0')}`;
  }

  /** The meters that a request with this token moves. */
  metersOf(authorization: string | undefined): Meter[] {
    const grant = this.tokens.find((authorization ?? '').replace(/^Bearer /i, ''));
    return grant === undefined ? [this.#total] : [this.#total, this.#meterOf(grant.world)];
  }

  /** Throws the 401 `Refusal`. */
  admit(authorization: string | undefined): {
    portal: Portal;
    limits: Limits | undefined;
    scopes: ReadonlySet<string>;
  } {
    const grant = this.tokens.use(authorization, this.now(), this.faultPlan.faults.expireTokenAfter);
    const portal = this.portalOf(grant.world);
    if (portal === undefined) throw new Error(`The token of ${grant.world} outlived its world`);
    const limits = this.#limited ? this.#limitsOf(grant, portal) : undefined;
    return { portal, limits, scopes: grant.scopes ?? portal.scopes };
  }

  /** A call of a token endpoint: it counts under its route, not among the calls of an account. */
  countToken(route: string, world?: string): void {
    for (const meter of world === undefined ? [this.#total] : [this.#total, this.#meterOf(world)]) {
      meter.routed(route);
    }
  }

  #meterOf(world: string): Meter {
    const meter = this.#meters.get(world) ?? newMeter();
    this.#meters.set(world, meter);
    return meter;
  }

  #limitsOf(grant: Grant, portal: Portal): Limits {
    const key = `${grant.kind} ${grant.world}`;
    const limits = this.#limits.get(key) ?? new Limits(quotaOf(grant, portal));
    this.#limits.set(key, limits);
    return limits;
  }
}

function quotaOf(grant: Grant, { edition, quota }: Portal): Quota {
  const isPrivate = grant.kind === 'private';
  return {
    burst: isPrivate ? BURST[edition] : OAUTH_BURST,
    search: SEARCHES_A_SECOND,
    daily: DAILY[edition],
    tellsDaily: isPrivate,
    ...quota,
  };
}
