import { LocalServiceUnavailableError } from '../local-service.error.js';

/** What a broker can be run with. */
export type KafkaRunner = 'docker' | 'java';

/** What Kafka 4 needs to run. */
export const JAVA_MIN = 17;

/**
 * Docker when an engine answers: nothing else to install. Else Java.
 * @param javaVersion major version, null when there is no Java.
 * @throws LocalServiceUnavailableError `KAFKA_NEEDS_DOCKER_OR_JAVA`
 */
export function chooseRunner(hasDocker: boolean, javaVersion: number | null): KafkaRunner {
  if (hasDocker) return 'docker';
  if (javaVersion !== null && javaVersion >= JAVA_MIN) return 'java';
  throw new LocalServiceUnavailableError(
    'KAFKA_NEEDS_DOCKER_OR_JAVA',
    `Kafka needs a running Docker engine, or Java ${JAVA_MIN} or later with Maven. ` +
      'Install one of them (Debian: apt install openjdk-17-jre-headless maven), or set KAFKA_BROKERS to a broker of your own.',
  );
}
