/** Started once per run. */
export default async function globalSetup(): Promise<void> {}
