/** What the command line gives to any simulator. */
export interface Wanted {
  port: number;
  limits: boolean;
  faults: Record<string, unknown>;
  worlds?: readonly string[];
  version?: string;
  /** Where the service of an app is: its public address, and the one on this machine. */
  cards?: readonly [origin: string, found: string][];
}

export interface Started {
  /** For a program: how to reach it, and with what. */
  access: unknown;
  /** The same for people. */
  page: string;
  close(): Promise<void>;
}
