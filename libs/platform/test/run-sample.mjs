// The sample as a process of its own, for tests of start, signals and exit codes.
import '../../testing/src/jest/typescript-hooks.mjs';

const { runService } = await import('../src/index.ts');
const { sampleService } = await import('./sample.service.ts');
await runService(sampleService);
