import { describe, expect, it } from '@jest/globals';
import type { MessageHandler } from '@nestjs/microservices';
import { HandlerTable } from './handler-table.js';

const handler = (): MessageHandler => Object.assign(() => Promise.resolve(), { extras: { takes: 'one' } });

describe('the handlers of a service', () => {
  it('take the newest version of an event: one for an older version would never be called', () => {
    const handlers = new Map([['notification.sent@0', handler()]]);

    expect(() => HandlerTable.from('tester', handlers)).toThrow(/notification\.sent@0 is not the newest version/);
  });
});
