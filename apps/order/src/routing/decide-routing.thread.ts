import { parentPort } from 'node:worker_threads';
import { decideRouting } from './domain/decide-routing.js';
import type { RoutingInput } from './domain/routing-input.js';

/** One thread of `DecisionThreads`: an input comes in, its decision goes out. What it throws ends the thread. */
parentPort?.on('message', (input: RoutingInput) => parentPort?.postMessage(decideRouting(input)));
