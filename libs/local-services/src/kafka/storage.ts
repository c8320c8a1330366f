import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kafkaProperties, log4jConfig, type KafkaPlace } from './kafka-config.js';

/** Files of a broker, as this process sees them. */
export const PROPERTIES_FILE = 'server.properties';
export const LOG4J_FILE = 'log4j2.yaml';
export const LOG_FOLDER = 'logs';

/**
 * Writes a broker's settings into its data directory. The place is written with the paths that the broker
 * sees, which differ in a container.
 * @returns whether the storage was formatted before.
 */
export function prepareStorage(dataDir: string, place: KafkaPlace): { isFormatted: boolean } {
  mkdirSync(join(dataDir, LOG_FOLDER), { recursive: true });
  writeFileSync(join(dataDir, PROPERTIES_FILE), kafkaProperties(place));
  writeFileSync(join(dataDir, LOG4J_FILE), log4jConfig);
  return { isFormatted: existsSync(join(dataDir, LOG_FOLDER, 'meta.properties')) };
}
