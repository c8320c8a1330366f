import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Rng } from '../rng.js';
import { CommitDetector } from './commit-detector.js';

/** Commits between two cuts, at least and at most. */
const CUT_AFTER_MIN = 60;
const CUT_AFTER_MAX = 240;

/**
 * Stands between the services and PostgreSQL. Cuts connections at a COMMIT, so that the client cannot know whether it
 * happened: mostly the server has committed and the answer is lost, sometimes the COMMIT itself is.
 */
export class DatabaseProxy {
  /** Connections cut when the server had committed. */
  cutAfterCommit = 0;
  /** Connections cut when the COMMIT had not arrived. */
  cutBeforeCommit = 0;
  /** How long answers are held back, milliseconds. */
  delayMs = 0;
  private readonly sockets = new Set<Socket>();
  private commitsUntilCut: number;
  private cutting = false;

  private constructor(
    private readonly server: Server,
    private readonly targetPort: () => number,
    private readonly rng: Rng,
  ) {
    this.commitsUntilCut = this.nextDistance();
  }

  /** @param targetPort asked at each connection: PostgreSQL may be started later than the proxy. */
  static async start(targetPort: () => number, rng: Rng): Promise<DatabaseProxy> {
    const server = createServer();
    const proxy = new DatabaseProxy(server, targetPort, rng);
    server.on('connection', (client) => proxy.serve(client));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** From now on, until `heal`, some commits are cut. */
  beginCutting(): void {
    this.cutting = true;
  }

  heal(): void {
    this.cutting = false;
    this.delayMs = 0;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(client: Socket): void {
    const server = connect({ port: this.targetPort(), host: '127.0.0.1' });
    const end = (): void => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', () => {
        this.sockets.delete(socket);
        end();
      });
    }
    const detector = new CommitDetector();
    let answerIsLost = false;
    client.on('data', (piece) => {
      if (!detector.push(piece) || !this.isTimeToCut()) {
        server.write(piece);
        return;
      }
      if (this.rng.chance(0.25)) {
        this.cutBeforeCommit += 1;
        end();
        return;
      }
      answerIsLost = true;
      server.write(piece);
    });
    server.on('data', (piece) => {
      if (answerIsLost) {
        this.cutAfterCommit += 1;
        end();
      } else this.answer(client, piece);
    });
  }

  private answer(client: Socket, piece: Buffer): void {
    if (this.delayMs === 0) client.write(piece);
    else void delay(this.delayMs).then(() => client.write(piece));
  }

  private isTimeToCut(): boolean {
    if (!this.cutting) return false;
    this.commitsUntilCut -= 1;
    if (this.commitsUntilCut > 0) return false;
    this.commitsUntilCut = this.nextDistance();
    return true;
  }

  private nextDistance(): number {
    return this.rng.between(CUT_AFTER_MIN, CUT_AFTER_MAX);
  }
}
