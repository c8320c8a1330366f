export { freePort } from './free-port.js';
export { LocalServiceUnavailableError, type LocalServiceCode } from './local-service.error.js';
export { startPostgres, type RunningPostgres, type StartPostgresOptions } from './postgres/start-postgres.js';
export { startKafka, type RunningKafka, type StartKafkaOptions } from './kafka/start-kafka.js';
export { stopAbandonedServers } from './stop-abandoned-servers.js';
