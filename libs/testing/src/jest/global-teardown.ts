/** Undoes the setup. */
export default async function globalTeardown(): Promise<void> {}
