import { setTimeout as delay } from 'node:timers/promises';
import { runEpisode } from './faults/run-episode.js';
import { episodes, type Episode } from './faults/schedule.js';
import { episodicFaults, type EpisodicFault, type RunOptions } from './options.js';
import type { Stage } from './stage.js';

/** What one episode takes with its recovery, about: spreads the orders over the rounds. */
const EPISODE_MS = 15_000;

/** Lets one fault follow the other, as the seed says. */
export class Director {
  /** How often each fault happened. */
  readonly done: Record<string, number> = {};
  private readonly faults: readonly EpisodicFault[];
  private readonly stopping = new AbortController();
  private readonly recoveries: Promise<void>[] = [];
  private finished = 0;
  private beganAt = Date.now();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly stage: Stage,
    private readonly options: RunOptions,
    private readonly report: (line: string) => void,
  ) {
    this.faults = episodicFaults.filter((fault) => options.faults.includes(fault));
  }

  start(): void {
    if (this.faults.length > 0) this.running = this.direct();
  }

  /** How much of the rounds is over, 0 to 1. */
  progress(): number {
    if (this.faults.length === 0) return 1;
    const current = Math.min(1, (Date.now() - this.beganAt) / EPISODE_MS);
    return Math.min(1, (this.finished + current) / this.episodesMin);
  }

  /** Never fulfilled. @throws what a fault threw, as soon as it did, so that the run ends and leaves nothing behind. */
  async failure(): Promise<never> {
    await this.running;
    return new Promise<never>(() => undefined);
  }

  /** Ends after the present episode, but not before each fault happened as often as it should. @throws what a fault threw. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await Promise.all(this.recoveries);
    this.stage.crashOrders.withdraw();
  }

  private get episodesMin(): number {
    return this.faults.length * this.options.rounds;
  }

  private async direct(): Promise<void> {
    const schedule = episodes(this.options.seed, this.faults);
    while (!this.stopping.signal.aborted || this.finished < this.episodesMin) {
      await this.perform(schedule.next().value);
      this.finished += 1;
    }
  }

  private async perform(episode: Episode): Promise<void> {
    this.beganAt = Date.now();
    this.report(`fault ${String(episode.number)}: ${described(episode)}`);
    const hit = await runEpisode(this.stage, episode);
    this.done[episode.fault] = (this.done[episode.fault] ?? 0) + 1;
    const recovery = this.stage.watch.recovery(hit);
    this.recoveries.push(recovery);
    if (!episode.overlaps) await recovery;
    await delay(episode.pauseMs);
  }
}

function described({ fault, victim, crashPoint, durationMs }: Episode): string {
  if (fault === 'kill') return `kill ${victim}${crashPoint === null ? '' : ` at ${crashPoint}`}`;
  if (fault === 'stop') return `stop ${victim} for ${String(durationMs)} ms`;
  return fault;
}
