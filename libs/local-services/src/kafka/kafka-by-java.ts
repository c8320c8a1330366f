import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../free-port.js';
import { ChildServer } from '../process/child-server.js';
import { CLUSTER_ID, HEAP_OPTIONS } from './kafka-config.js';
import { kafkaJars } from './kafka-jars.js';
import { LOG4J_FILE, LOG_FOLDER, prepareStorage, PROPERTIES_FILE } from './storage.js';

const run = promisify(execFile);

/** Major version of the Java on this machine, or null when there is none. */
export async function javaVersion(): Promise<number | null> {
  try {
    const { stderr, stdout } = await run('java', ['-version']);
    const version = /version "(?:1\.)?(\d+)/.exec(stderr + stdout)?.[1];
    return version === undefined ? null : Number(version);
  } catch {
    return null;
  }
}

/** Starts the broker as a Java process; formats its storage the first time. */
export async function startByJava(
  dataDir: string,
  port: number,
  onLog: ((line: string) => void) | undefined,
): Promise<ChildServer> {
  const jars = await kafkaJars();
  const { isFormatted } = prepareStorage(dataDir, {
    listen: `127.0.0.1:${port}`,
    advertised: `127.0.0.1:${port}`,
    controller: `127.0.0.1:${await freePort()}`,
    logDir: join(dataDir, LOG_FOLDER),
  });
  const properties = join(dataDir, PROPERTIES_FILE);
  const java = [`-Dlog4j2.configurationFile=${join(dataDir, LOG4J_FILE)}`, '-cp', `${jars}/*`];
  if (!isFormatted)
    await run('java', [...java, 'kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', properties]);
  return ChildServer.start({
    command: 'java',
    args: [...HEAP_OPTIONS, ...java, 'kafka.Kafka', properties],
    spawn: { cwd: dataDir },
    onLog,
  });
}
