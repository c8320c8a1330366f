/** Stops what the run's tests shared; once, however many projects name it. */
export default async function globalTeardown(): Promise<void> {
  const state = globalThis as { kervanTestRun?: Promise<{ stop(): Promise<void> }> };
  const run = state.kervanTestRun;
  delete state.kervanTestRun;
  await (await run)?.stop();
}
