/** For `node --import <this> main.ts`: a process of a test that runs this repository's TypeScript as it is. */
export const typescriptHooks: string = new URL('./jest/typescript-hooks.mjs', import.meta.url).href;
