import { describe, expect, it } from '@jest/globals';
import { LocalServiceUnavailableError } from '../local-service.error.js';
import { chooseRunner } from './choose-runner.js';

describe('choosing what runs Kafka', () => {
  it('takes Docker when an engine answers, else a Java that is new enough', () => {
    expect(chooseRunner(true, null)).toBe('docker');
    expect(chooseRunner(true, 21)).toBe('docker');
    expect(chooseRunner(false, 17)).toBe('java');
  });

  it.each([null, 11])('says what to install when there is neither (Java: %s)', (java) => {
    expect(() => chooseRunner(false, java)).toThrow(LocalServiceUnavailableError);
    expect(() => chooseRunner(false, java)).toThrow(/Docker engine, or Java 17.*KAFKA_BROKERS/);
  });
});
