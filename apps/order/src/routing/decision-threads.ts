import { availableParallelism } from 'node:os';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { RoutingDecision } from '#contracts';
import { decideRouting } from './domain/decide-routing.js';
import type { RoutingInput } from './domain/routing-input.js';

/** Threads at most. One core is left to the service itself; more than four would wait for the database anyway. */
const THREADS_MAX = Math.min(4, Math.max(1, availableParallelism() - 1));
/** Offers of an order that is decided on the spot: about a millisecond with all its explanations. */
const OFFERS_ON_THE_SPOT = 100;
/** The same where parcels are limited or lines may not be split, which is several times the work. */
const LIMITED_OFFERS_ON_THE_SPOT = 25;

interface Job {
  readonly input: RoutingInput;
  readonly resolve: (decision: RoutingDecision) => void;
  readonly reject: (error: unknown) => void;
}

/** Whether deciding would keep the event loop from other work for more than about a millisecond. */
export function isLaborious({ offers, policy }: RoutingInput): boolean {
  const { parcelsMax, unsplittableSkus } = policy.content.limits;
  const isLimited = parcelsMax !== null || unsplittableSkus.length > 0;
  return offers.length > (isLimited ? LIMITED_OFFERS_ON_THE_SPOT : OFFERS_ON_THE_SPOT);
}

/**
 * Decides small orders on the spot and large ones on threads of their own, so that a large order does not hold up
 * everybody else. Threads start when first needed, and what waits for one waits in order.
 */
@Injectable()
export class DecisionThreads implements OnApplicationShutdown {
  private readonly idle: Worker[] = [];
  private readonly waiting: Job[] = [];
  private readonly running = new Map<Worker, Job>();
  private whenDrained: (() => void) | null = null;

  /** The decision, wherever it is made. Throws what `decideRouting` throws. */
  async decide(input: RoutingInput): Promise<RoutingDecision> {
    if (!isLaborious(input) || this.whenDrained) return decideRouting(input);
    return new Promise((resolve, reject) => {
      this.waiting.push({ input, resolve, reject });
      this.next();
    });
  }

  /** Lets every decision that was asked for be made, then ends the threads. */
  async onApplicationShutdown(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.whenDrained = resolve;
      if (this.running.size === 0) resolve();
    });
    await Promise.all(this.idle.splice(0).map((thread) => thread.terminate()));
  }

  private next(): void {
    const canStart = this.idle.length > 0 || this.running.size < THREADS_MAX;
    const job = canStart ? this.waiting.shift() : undefined;
    if (!job) return;
    const thread = this.idle.pop() ?? this.start();
    this.running.set(thread, job);
    thread.ref();
    thread.postMessage(job.input);
  }

  private start(): Worker {
    const thread = new Worker(...threadFile());
    thread.on('message', (decision: RoutingDecision) => {
      const job = this.running.get(thread);
      thread.unref();
      this.idle.push(thread);
      this.ended(thread);
      job?.resolve(decision);
    });
    thread.on('error', () => {
      const job = this.running.get(thread);
      this.ended(thread);
      // The same input fails the same way here, and keeps the type of its error, which a thread cannot send.
      if (job) settle(job);
    });
    return thread;
  }

  private ended(thread: Worker): void {
    this.running.delete(thread);
    this.next();
    if (this.running.size === 0) this.whenDrained?.();
  }
}

function settle({ input, resolve, reject }: Job): void {
  try {
    resolve(decideRouting(input));
  } catch (error) {
    reject(error);
  }
}

/** The thread's file beside this one. Run from its sources, Node itself has to find and strip TypeScript. */
function threadFile(): [URL, WorkerOptions] {
  const isSource = import.meta.url.endsWith('.ts');
  const file = new URL(`./decide-routing.thread.${isSource ? 'ts' : 'js'}`, import.meta.url);
  if (!isSource) return [file, {}];
  const loader = `import { registerHooks } from 'node:module';
    registerHooks({ resolve: (name, context, next) => next(name.replace(/^(\\..*)\\.js$/, '$1.ts'), context) });`;
  const flags = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning'];
  return [file, { execArgv: [...flags, '--import', `data:text/javascript,${encodeURIComponent(loader)}`] }];
}
