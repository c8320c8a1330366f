/** What `preload.ts` reads: `inside.json` in the folder that KERVAN_REHEARSAL names. */
export interface InsideSettings {
  readonly dataDir: string;
  readonly databaseProxyPort: number | null;
  /** Services whose database connections go through the proxy. */
  readonly throughProxy: readonly string[];
  /** How wrong the clocks are, by service, milliseconds. */
  readonly clockShiftMs: Readonly<Record<string, number>>;
}
