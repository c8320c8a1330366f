/** Where a single-node broker listens, how clients reach it, and where it keeps its data. */
export interface KafkaPlace {
  /** `host:port` that it listens on for clients. */
  readonly listen: string;
  /** `host:port` that it tells clients to call. */
  readonly advertised: string;
  /** `host:port` that it talks to itself on. */
  readonly controller: string;
  readonly logDir: string;
}

/** Any fixed id: the node never meets another cluster. */
export const CLUSTER_ID = 'a2VydmFuLWxvY2FsLWth';

/**
 * Settings of one node that is broker and controller. One copy of everything: survives a killed process, not
 * a lost disk.
 */
export function kafkaProperties({ listen, advertised, controller, logDir }: KafkaPlace): string {
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@${controller}`,
    `listeners=PLAINTEXT://${listen},CONTROLLER://${controller}`,
    `advertised.listeners=PLAINTEXT://${advertised}`,
    'controller.listener.names=CONTROLLER',
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    `log.dirs=${logDir}`,
    'offsets.topic.replication.factor=1',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'share.coordinator.state.topic.replication.factor=1',
    'share.coordinator.state.topic.min.isr=1',
    '# Fewer files and less to load at start: a handful of groups needs no fifty partitions.',
    'offsets.topic.num.partitions=8',
    '# Nobody else is about to join: do not wait for them.',
    'group.initial.rebalance.delay.ms=0',
    'auto.create.topics.enable=false',
    '# 16 MiB instead of 128 MiB for compaction of our small topics.',
    'log.cleaner.dedupe.buffer.size=16777216',
    '',
  ].join('\n');
}

/** A rehearsal's load stays under 300 MB. The simple compiler alone halves the work of a start (3 s of CPU instead of 6). */
export const HEAP_OPTIONS = ['-Xms64m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/** Warnings to the console, nothing else. */
export const log4jConfig = `Configuration:
  status: warn
  Appenders:
    Console:
      name: console
      target: SYSTEM_ERR
      PatternLayout:
        pattern: "%d %p %c{1}: %m%n"
  Loggers:
    Root:
      level: warn
      AppenderRef:
        ref: console
`;
