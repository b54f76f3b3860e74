import { type Measured, Meter } from '../shared/meter.ts';
import type { FaultSwitches } from './api/faults.ts';
import { FaultPlan } from './api/faults.ts';
import { Sessions, type SessionStats } from './api/sessions.ts';
import { Settings } from './api/settings.ts';
import { type Limits, Throttle } from './api/throttle.ts';
import type { Instance } from './instance/instance.ts';
import { Extensions } from './packages/extensions.ts';
import type { PackageScanner } from './packages/open-package.ts';
import { Packages } from './packages/packages.ts';

export interface Stats extends Omit<Measured, 'peak'> {
  /** The most requests that arrived within any second. */
  peakPerSecond: number;
  /** Requests inside a bulk. */
  subRequests: number;
  /** How often the client's address was blocked. */
  blocks: number;
  sessions: SessionStats;
}

export interface SimulationOptions {
  instance: Instance;
  /** Absent: nothing is blocked, as on site. */
  limits: Limits | undefined;
  faults: FaultSwitches;
  now: () => number;
  /** How an answer is held back; milliseconds. */
  wait: (ms: number) => Promise<unknown>;
  /** Of uploaded packages, on the cloud. Default: none. */
  scanner?: PackageScanner | undefined;
}

const STOCK_PLATFORMS =
  'base mobile portal opi lpi collabspot collabspotbackend discover gcs dms kiosk sugarlambda connections'.split(' ');

/** Everything that one running instance remembers between two requests. */
export class Simulation {
  readonly instance: Instance;
  readonly now: () => number;
  readonly wait: SimulationOptions['wait'];
  faultPlan: FaultPlan;
  sessions: Sessions;
  meter = new Meter(1_000);
  throttle: Throttle | undefined;
  subRequests = 0;
  hasSentMetadata = false;
  settings: Settings;
  packages: Packages;
  /** What the packages that are installed add, as the last Quick Repair left it. */
  packageFiles: ReadonlyMap<string, string> = new Map();
  extensions = new Extensions(new Map());
  readonly scanPackage: PackageScanner;
  readonly #faults: FaultSwitches;
  readonly #limits: Limits | undefined;

  constructor({ instance, limits, faults, now, wait, scanner = () => [] }: SimulationOptions) {
    this.instance = instance;
    this.now = now;
    this.wait = wait;
    this.scanPackage = scanner;
    this.packages = new Packages(instance.world.packages);
    this.#faults = faults;
    this.#limits = limits;
    this.faultPlan = new FaultPlan(faults);
    this.sessions = this.#freshSessions();
    this.settings = new Settings(instance.world.settings);
    this.throttle = limits && new Throttle(limits);
  }

  /** Forgets counters, sessions, blocks and the faults that were switched on since the start. */
  reset(): void {
    this.faultPlan = new FaultPlan(this.#faults);
    this.sessions = this.#freshSessions();
    this.meter = new Meter(1_000);
    this.throttle = this.#limits && new Throttle(this.#limits);
    this.subRequests = 0;
    this.hasSentMetadata = false;
    this.settings = new Settings(this.instance.world.settings);
    this.packages = new Packages(this.instance.world.packages);
    this.repaired(() => undefined);
  }

  /** Those of the instance, and those of its packages. */
  isPlatform(name: string): boolean {
    return [...STOCK_PLATFORMS, ...this.instance.world.platforms, ...this.extensions.platforms()].includes(name);
  }

  /** Changes packages, and does what Sugar calls a Quick Repair. */
  repaired<T>(change: () => T): T {
    const changed = change();
    this.packageFiles = this.packages.files();
    this.extensions = new Extensions(this.packageFiles);
    return changed;
  }

  stats(): Stats {
    const { peak, ...measured } = this.meter.measured();
    return {
      ...measured,
      peakPerSecond: peak,
      subRequests: this.subRequests,
      blocks: this.throttle?.blocks ?? 0,
      sessions: this.sessions.stats(),
    };
  }

  #freshSessions(): Sessions {
    return new Sessions(this.instance.world.idm !== undefined);
  }
}
