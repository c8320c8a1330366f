import { resolve } from 'node:path';
import { startKafka } from '#local-services';

const kafka = await startKafka({ dataDir: resolve(process.env['KERVAN_DATA_DIR'] ?? '.kervan', 'kafka-standalone') });
console.log(`Kafka is ready at ${kafka.brokers}`);

const stop = (): void => {
  void kafka.stop().then(() => process.exit(0));
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
await kafka.exited;
