import { IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min } from 'class-validator';
import {
  ARCHIVE_HOURS_DEFAULT,
  ARCHIVE_HOURS_MAX,
  ARCHIVE_HOURS_MIN,
  RECORDS_DAYS_DEFAULT,
  RECORDS_DAYS_MAX,
  RECORDS_DAYS_MIN,
  TOPIC_RETENTION_HOURS_DEFAULT,
  TOPIC_RETENTION_HOURS_MAX,
  TOPIC_RETENTION_HOURS_MIN,
} from '#messaging';

/** Levels of pino, most talkative first. */
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** What PostgreSQL address looks like; the database name in it is only used to create the service's own. */
const POSTGRES_URL = /^postgres(ql)?:\/\/.+/;

/**
 * The settings that every service has. A service adds its own by extending this class: one property
 * per environment variable, with class-validator rules and, where there is one, a default. Environment
 * strings are converted to the type of the property. Injectable under its own class.
 */
export abstract class ServiceConfig {
  /** TCP port of the HTTP server; 0 lets the system choose. */
  @IsInt() @Min(0) @Max(65_535) PORT: number = 0;
  /** Address that the HTTP server binds to. */
  @IsString() HOST: string = '127.0.0.1';
  /** The PostgreSQL server. The service uses its own database on it, `<DATABASE_PREFIX><name>`. */
  @Matches(POSTGRES_URL, { message: 'DATABASE_URL must be a postgres:// address' }) DATABASE_URL!: string;
  /** Put before the service's name for its database. */
  @Matches(/^[a-z][a-z0-9_]{0,40}$/) DATABASE_PREFIX: string = 'kervan_';
  /** Connections in the pool. Ten serve 200 requests in flight, because each holds one only while it writes. */
  @IsInt() @Min(2) @Max(100) DATABASE_POOL_MAX: number = 10;
  /** Comma list of `host:port`; absent when a bus is handed in by the process. */
  @IsOptional()
  @Matches(/^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$/, { message: 'KAFKA_BROKERS must be a comma list of host:port' })
  KAFKA_BROKERS?: string;
  /** Put before each topic's and group's name on a shared broker. */
  @Matches(/^[A-Za-z0-9._-]{0,60}$/) TOPIC_PREFIX: string = '';
  /** Hours for which the broker keeps events, on topics that are made by the service. They hold personal data. */
  @IsInt()
  @Min(TOPIC_RETENTION_HOURS_MIN)
  @Max(TOPIC_RETENTION_HOURS_MAX)
  TOPIC_RETENTION_HOURS: number = TOPIC_RETENTION_HOURS_DEFAULT;
  /** Hours for which published events stay in the outbox's archive, for replay. They hold personal data. */
  @IsInt() @Min(ARCHIVE_HOURS_MIN) @Max(ARCHIVE_HOURS_MAX) OUTBOX_ARCHIVE_HOURS: number = ARCHIVE_HOURS_DEFAULT;
  /** Days for which records of calls to the outside, and of replays from the archive, stay. */
  @IsInt() @Min(RECORDS_DAYS_MIN) @Max(RECORDS_DAYS_MAX) RECORDS_KEPT_DAYS: number = RECORDS_DAYS_DEFAULT;
  /** The address under which people reach Kervan; links in messages start with it. */
  @IsUrl({ require_tld: false, protocols: ['http', 'https'] }) PUBLIC_URL: string = 'http://127.0.0.1:3000';
  /** The least important level that is written. */
  @IsIn(logLevels) LOG_LEVEL: (typeof logLevels)[number] = 'info';
  /** Where spans go. Absent: nothing is traced, trace context is still passed on. */
  @IsOptional() @IsUrl({ require_tld: false, protocols: ['http', 'https'] }) OTEL_EXPORTER_OTLP_ENDPOINT?: string;
  /** Comma list of hosts (`host` or `host:port`) that outgoing calls may reach although their address is not public. */
  @IsString() OUTBOUND_ALLOWED_HOSTS: string = '';
}
