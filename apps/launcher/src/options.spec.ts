import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { launchOptions, UsageError } from './options.js';

describe('launch options', () => {
  it('default to the demo on port 3000 with its data in .kervan', () => {
    expect(launchOptions([], {})).toEqual({ port: 3000, dataDir: resolve('.kervan'), demo: true, printKeys: false });
  });

  it('come from the environment, and the command line wins over it', () => {
    const env = { PORT: '4000', KERVAN_DATA_DIR: '/data' };

    expect(launchOptions([], env)).toMatchObject({ port: 4000, dataDir: '/data' });
    expect(launchOptions(['--port', '5000', '--no-demo'], env)).toMatchObject({ port: 5000, demo: false });
  });

  it.each([[['--port', 'abc']], [['--port', '70000']], [['--unknown']]])(
    '%j is refused with what to write instead',
    (args) => {
      expect(() => launchOptions(args, {})).toThrow(UsageError);
    },
  );
});
