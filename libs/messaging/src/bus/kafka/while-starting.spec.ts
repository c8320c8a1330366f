import { Logger } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import kafkajs from 'kafkajs';
import { isOutage } from './kafka-client.js';
import { whileStarting } from './while-starting.js';

const { KafkaJSConnectionError, KafkaJSNonRetriableError } = kafkajs;
/** kafkajs' types know its class without the message that it needs. */
const coordinatorNotFound = Object.assign(new KafkaJSNonRetriableError('Failed to find group coordinator'), {
  name: 'KafkaJSGroupCoordinatorNotFound',
});
const logger = new Logger('test');
logger.warn = () => undefined;

/**
 * A broker that needed longer than five restarts of a consumer to load its groups ended the process, and with it the
 * service's HTTP; a broker that stayed away for a minute did so at every start. Both are outages, and only delay.
 */
describe('a broker that is away', () => {
  it.each([
    ['no connection', new KafkaJSConnectionError('Connection error: connect ECONNREFUSED')],
    ['no coordinator for the group', coordinatorNotFound],
    ['what caused it', new Error('could not join', { cause: new KafkaJSConnectionError('closed') })],
  ])('is known by %s', (_, error) => {
    expect(isOutage(error)).toBe(true);
  });

  it('is not what a refused request tells of', () => {
    expect(isOutage(new KafkaJSNonRetriableError('not authorised'))).toBe(false);
    expect(isOutage('text')).toBe(false);
  });

  it('is tried again until it is there', async () => {
    let tries = 0;
    const work = (): Promise<void> => {
      tries += 1;
      return tries < 3 ? Promise.reject(new KafkaJSConnectionError('refused')) : Promise.resolve();
    };

    await whileStarting(logger, new AbortController().signal, work);

    expect(tries).toBe(3);
  });

  it('is not waited for once the bus is closed', async () => {
    const closing = new AbortController();
    const work = (): Promise<void> => {
      closing.abort();
      return Promise.reject(new KafkaJSConnectionError('refused'));
    };

    await expect(whileStarting(logger, closing.signal, work)).rejects.toThrow('refused');
  });
});
