/** The Apache Kafka that we run locally and test against. */
export const KAFKA_VERSION = '4.3.0';
