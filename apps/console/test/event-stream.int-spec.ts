import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { BEGINNING, type EventPosition } from '../src/events/event-position.js';
import type { EventLog } from '../src/events/event-log.service.js';
import { EventStream, STUCK_MS } from '../src/events/event-stream.js';
import type { EventTail } from '../src/events/event-tail.service.js';
import type { RecordedEvent } from '../src/events/recorded-event.js';

let server: Server;
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

describe('a client that does not read', () => {
  it(
    'costs a bounded amount of memory and is dropped',
    async () => {
      // A log without end: whoever does not slow down reads it for ever.
      let pagesRead = 0;
      const big = 'x'.repeat(100_000);
      const log = {
        after: (position: EventPosition): Promise<RecordedEvent[]> => {
          pagesRead += 1;
          const seq = Number(position.seq) + 1;
          return Promise.resolve([{ position: `1.${seq}`, data: { big } } as unknown as RecordedEvent]);
        },
      } as unknown as EventLog;
      // Grows all the time.
      const tail = {
        onGrowth: (listener: () => void): (() => void) => {
          const timer = setInterval(listener, 1);
          return () => clearInterval(timer);
        },
      } as unknown as EventTail;
      let isOver = false;
      server = createServer((_request, response) => {
        void new EventStream(log, tail, { merchantId: null }, response)
          .run(BEGINNING, new AbortController().signal)
          .then(() => (isOver = true));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
      const { port } = server.address() as AddressInfo;
      const response = await new Promise<IncomingMessage>((resolve) => {
        request({ port, host: '127.0.0.1' }, resolve).end();
      });
      response.pause();
      let before = -1;
      await eventually(() => {
        const isStill = pagesRead === before;
        before = pagesRead;
        if (!isStill || pagesRead < 2) throw new Error('still reading');
      });
      // The operating system's buffers take a few megabytes; then it is quiet.
      expect(pagesRead).toBeLessThan(500);
      await eventually(() => expect(isOver).toBe(true), { timeoutMs: STUCK_MS + 5_000 });
    },
    STUCK_MS + 15_000,
  );
});
