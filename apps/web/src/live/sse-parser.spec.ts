import { describe, expect, it } from '@jest/globals';
import { SseParser } from './sse-parser.js';

describe('reading an event stream', () => {
  it('puts a message together from pieces that end anywhere', () => {
    const parser = new SseParser();
    expect(parser.feed('id: 7\nda')).toEqual([]);
    expect(parser.feed('ta: {"a":1}\n')).toEqual([]);
    expect(parser.feed('\n')).toEqual([{ id: '7', event: 'message', data: '{"a":1}' }]);
  });

  it('keeps quiet about heartbeats', () => {
    expect(new SseParser().feed(': still here\n\n: still here\n\n')).toEqual([]);
  });

  it('joins several data lines and knows named events', () => {
    expect(new SseParser().feed('event: order\ndata: a\ndata: b\n\n')).toEqual([
      { id: null, event: 'order', data: 'a\nb' },
    ]);
  });

  it('remembers the last id for messages that carry none', () => {
    const parser = new SseParser();
    expect(parser.feed('id: 1\ndata: a\n\ndata: b\n\n').map(({ id }) => id)).toEqual(['1', '1']);
  });

  it('does not take a carriage return at the end of a piece for an empty line', () => {
    const parser = new SseParser();
    expect(parser.feed('data: a\r')).toEqual([]);
    expect(parser.feed('\n\r\n')).toEqual([{ id: null, event: 'message', data: 'a' }]);
  });
});
