import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LocalServiceUnavailableError } from '../local-service.error.js';
import { KAFKA_VERSION } from './kafka-version.js';

const run = promisify(execFile);

/** 44 MB through a slow line. */
const DOWNLOAD_MS = 300_000;
/** The one that this Kafka brings; only the binding to SLF4J is missing among its dependencies. */
const LOG4J_VERSION = '2.25.4';

/**
 * The folder with Kafka's jars, fetched from Maven Central once per machine (KERVAN_CACHE_DIR, default
 * `~/.cache/kervan`). It appears under its name only when it is complete.
 * @throws LocalServiceUnavailableError `KAFKA_DOWNLOAD_FAILED`
 */
export async function kafkaJars(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const cache = env['KERVAN_CACHE_DIR'] ?? join(homedir(), '.cache', 'kervan');
  const jars = join(cache, `kafka-${KAFKA_VERSION}`);
  if (existsSync(jars)) return jars;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'download-'));
  try {
    await download(work);
    moveIntoPlace(join(work, 'jars'), jars);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return jars;
}

async function download(work: string): Promise<void> {
  writeFileSync(join(work, 'pom.xml'), pom);
  try {
    await run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=jars', '-DincludeScope=runtime'], {
      cwd: work,
      timeout: DOWNLOAD_MS,
    });
  } catch (error) {
    const words = error instanceof Error && 'stdout' in error ? String(error.stdout).slice(-1_000) : '';
    throw new LocalServiceUnavailableError(
      'KAFKA_DOWNLOAD_FAILED',
      `Kafka's jars could not be fetched with Maven. Check the network, or set KAFKA_BROKERS to a broker of your own.\n${words}`,
      { cause: error },
    );
  }
}

function moveIntoPlace(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    // Somebody else fetched them at the same time: theirs are as good.
    if (!existsSync(to)) throw error;
  }
}

const dependency = (group: string, artifact: string, version: string): string =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>kervan</groupId><artifactId>local-kafka</artifactId><version>1</version>
  <dependencies>
    ${dependency('org.apache.kafka', 'kafka_2.13', KAFKA_VERSION)}
    ${dependency('org.apache.logging.log4j', 'log4j-slf4j-impl', LOG4J_VERSION)}
  </dependencies>
</project>
`;
