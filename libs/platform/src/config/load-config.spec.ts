import { describe, expect, it } from '@jest/globals';
import { IsBoolean, IsIn, IsInt, Min } from 'class-validator';
import { ConfigError } from './config.error.js';
import { loadConfig } from './load-config.js';
import { ServiceConfig } from './service-config.js';

class SampleConfig extends ServiceConfig {
  @IsInt() @Min(1) RETRIES: number = 3;
  @IsBoolean() DEMO: boolean = false;
  @IsIn(['a', 'b']) MODE!: string;
}

const valid = { DATABASE_URL: 'postgres://localhost/postgres', MODE: 'a' };
const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    loadConfig('sample', SampleConfig, env, ['MORE: is wrong']);
    return [];
  } catch (error) {
    return (error as ConfigError).faults;
  }
};

describe('settings', () => {
  it('are converted, and an empty variable counts as absent', () => {
    const config = loadConfig('sample', SampleConfig, {
      ...valid,
      PORT: '3001',
      RETRIES: '',
      DEMO: 'true',
      OTHER: 'x',
    });
    expect(config).toBeInstanceOf(SampleConfig);
    expect(config).toMatchObject({ PORT: 3001, RETRIES: 3, DEMO: true, MODE: 'a', HOST: '127.0.0.1' });
    expect(config).not.toHaveProperty('OTHER');
  });

  it('that are wrong are all listed at once, without their values', () => {
    const faults = faultsOf({ DATABASE_URL: 'mysql://user:secret@x', PORT: '70000', RETRIES: 'many', DEMO: 'perhaps' });
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual(
      expect.arrayContaining(['DATABASE_URL', 'DEMO', 'MODE', 'MORE', 'PORT', 'RETRIES']),
    );
    expect(faults.join()).toContain('MODE must be one of the following values: a, b (it is not set)');
    expect(faults.join()).not.toContain('secret');
  });
});
