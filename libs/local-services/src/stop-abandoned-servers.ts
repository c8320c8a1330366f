import { OwnerFile } from './process/owner-file.js';

/** Stops servers on these data directories that killed processes left behind. */
export async function stopAbandonedServers(dataDirs: readonly string[]): Promise<void> {
  for (const dataDir of dataDirs) await new OwnerFile(`${dataDir}/owner.json`).takeOver('SIGTERM');
}
