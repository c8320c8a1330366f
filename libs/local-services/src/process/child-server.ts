import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Lines of output that an error message repeats. */
const LAST_LINES = 20;

/** How to run a server as a child. */
export interface ChildServerOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly spawn: SpawnOptions;
  readonly onLog: ((line: string) => void) | undefined;
}

/** A server process that outlives Ctrl-C: it is stopped in order, after what depends on it. */
export class ChildServer {
  readonly exited: Promise<void>;
  private readonly lines: string[] = [];
  private readonly listeners = new Set<(line: string) => void>();
  private hasExited = false;

  private constructor(private readonly child: ChildProcess) {
    this.exited = new Promise((resolve) => {
      const end = (): void => {
        this.hasExited = true;
        resolve();
      };
      child.once('exit', end);
      child.once('error', (error) => {
        this.take(error.message);
        end();
      });
    });
  }

  /** Starts the process in a group of its own, so that the terminal's Ctrl-C does not reach it. */
  static start({ command, args, spawn: options, onLog }: ChildServerOptions): ChildServer {
    const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const server = new ChildServer(child);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        server.take(line);
        onLog?.(line);
      });
    }
    return server;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** What it said last; for error messages. */
  get lastWords(): string {
    return this.lines.join('\n');
  }

  /** Resolves true when a line that matches comes, false when the process ends before. */
  async says(pattern: RegExp): Promise<boolean> {
    if (this.lines.some((line) => pattern.test(line))) return true;
    let listener: ((line: string) => void) | undefined;
    const said = new Promise<boolean>((resolve) => {
      listener = (line) => {
        if (pattern.test(line)) resolve(true);
      };
      this.listeners.add(listener);
    });
    const result = await Promise.race([said, this.exited.then(() => false)]);
    if (listener) this.listeners.delete(listener);
    return result;
  }

  /** Sends a signal and waits for the end; SIGKILL after the deadline. Safe to call twice. */
  async stop(signal: NodeJS.Signals, deadlineMs: number): Promise<void> {
    if (this.hasExited) return;
    this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), deadlineMs);
    await this.exited;
    clearTimeout(timer);
  }

  private take(line: string): void {
    this.lines.push(line);
    if (this.lines.length > LAST_LINES) this.lines.shift();
    for (const listener of this.listeners) listener(line);
  }
}
