import { join } from 'node:path';
import type { LaunchOptions } from './options.js';
import type { ProcessName, Topology } from './topology.js';

/** The environment of one process, as it would stand in a deployment file. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the infrastructure around the services turned out to be. */
export interface Infrastructure {
  readonly databaseUrl: string;
  /** Absent in all-in-one mode, where the bus is in the process. */
  readonly kafkaBrokers?: string;
}

/** Carriers of the demo: two that push and one that has to be asked. */
const pushingCarriers = ['ups', 'dhl'];
const pollingCarriers = ['aras'];

/** How lively the demo is after an order came. */
const DEMO_CROWD = 'returns=0.1,complaints=0.05,answers=0.4,disputes=0.2,losses=0.01';

const local = (port: number): string => `http://127.0.0.1:${String(port)}`;

/** What each process is told, from one description: both ways of running cannot drift apart. */
export function environments(
  options: LaunchOptions,
  topology: Topology,
  infrastructure: Infrastructure,
  inherited: Environment,
): Readonly<Record<ProcessName, Environment>> {
  const { ports } = topology;
  const publicUrl = inherited['PUBLIC_URL'] ?? local(options.port);
  const simulatorUrl = local(ports.simulator);
  const common = {
    ...inherited,
    HOST: '127.0.0.1',
    DATABASE_URL: infrastructure.databaseUrl,
    KAFKA_BROKERS: infrastructure.kafkaBrokers,
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: inherited['LOG_LEVEL'] ?? 'warn',
    OUTBOUND_ALLOWED_HOSTS: options.demo ? '127.0.0.1' : inherited['OUTBOUND_ALLOWED_HOSTS'],
  };
  const of = (name: ProcessName, extra: Environment = {}): Environment => ({
    ...common,
    PORT: String(ports[name]),
    ...extra,
  });
  const keysFile = join(options.dataDir, 'keys.json');

  return {
    order: of('order', { EXPORT_DIR: join(options.dataDir, 'exports') }),
    'supplier-sync': of('supplier-sync'),
    'shipping-tracker': of('shipping-tracker', options.demo ? demoTracking(topology, simulatorUrl, inherited) : {}),
    'after-sales': of('after-sales', {
      PHOTO_DIR: join(options.dataDir, 'photos'),
      ...(options.demo ? demoRefunds(simulatorUrl, topology.refundSecret) : {}),
    }),
    notification: of('notification', options.demo ? demoTelling(topology, simulatorUrl, inherited) : {}),
    console: of('console', {
      // The front is the address that people use: it listens where the user said, the services on loopback.
      HOST: inherited['HOST'] ?? '127.0.0.1',
      ORDER_URL: local(ports.order),
      SUPPLIER_SYNC_URL: local(ports['supplier-sync']),
      SHIPPING_TRACKER_URL: local(ports['shipping-tracker']),
      AFTER_SALES_URL: local(ports['after-sales']),
      NOTIFICATION_URL: local(ports.notification),
      SIMULATOR_URL: options.demo ? simulatorUrl : undefined,
      WEB_DIR: join(process.cwd(), 'dist/web'),
      KEYS_FILE: keysFile,
    }),
    simulator: of('simulator', {
      PRODUCT_URL: local(options.port),
      KEYS_FILE: keysFile,
      SMTP_PORT: String(topology.mailPort),
      CARRIER_WEBHOOK_SECRET: topology.carrierSecret,
      STORE_REFUND_SECRET: topology.refundSecret,
      PHONE_SECRET: topology.phoneSecret,
      CROWD: inherited['CROWD'] ?? DEMO_CROWD,
    }),
  };
}

function demoTracking(topology: Topology, simulatorUrl: string, inherited: Environment): Environment {
  return {
    ...demoCarriers(simulatorUrl, topology.carrierSecret),
    ...(inherited['WEB_PUSH_PUBLIC_KEY'] ? {} : demoPushPage(topology)),
  };
}

function demoTelling(topology: Topology, simulatorUrl: string, inherited: Environment): Environment {
  return {
    ...(inherited['SMTP_URL'] ? {} : demoMail(topology, simulatorUrl)),
    ...demoPhones(topology, simulatorUrl),
    ...(inherited['WEB_PUSH_PRIVATE_KEY'] ? {} : demoPush(topology)),
  };
}

function demoCarriers(simulatorUrl: string, secret: string): Environment {
  return {
    CARRIER_WEBHOOK_SECRETS: pushingCarriers.map((code) => `${code}=${secret}`).join(','),
    CARRIER_POLL_URLS: pollingCarriers.map((code) => `${code}=generic+${simulatorUrl}/sim/carriers/${code}`).join(','),
    // The demo's parcels live an hour in a second: real distances between two questions would miss whole journeys.
    POLL_INTERVAL_SECONDS: '5',
    POLL_MIN_DISTANCE_SECONDS: '2',
    POLL_BUDGET_PER_MINUTE: '6000',
  };
}

function demoRefunds(simulatorUrl: string, secret: string): Environment {
  return { STORE_REFUND_URL: `${simulatorUrl}/sim/refunds`, STORE_REFUND_SECRET: secret };
}

function demoMail(topology: Topology, simulatorUrl: string): Environment {
  return {
    SMTP_URL: `smtp://127.0.0.1:${String(topology.mailPort)}`,
    MAIL_STATUS_URL: `${simulatorUrl}/sim/mail-status`,
    OPERATOR_EMAIL: 'operations@kervan.example',
  };
}

/** Rules say who is written to there; the default ones know mail only. */
function demoPhones({ phoneSecret }: Topology, simulatorUrl: string): Environment {
  return {
    TWILIO_API_URL: `${simulatorUrl}/sim/twilio`,
    TWILIO_ACCOUNT_SID: 'ACdemo',
    TWILIO_AUTH_TOKEN: phoneSecret,
    SMS_FROM: '+15005550006',
    WHATSAPP_API_URL: `${simulatorUrl}/sim/whatsapp`,
    WHATSAPP_PHONE_NUMBER_ID: '1',
    WHATSAPP_TOKEN: phoneSecret,
    WHATSAPP_APP_SECRET: phoneSecret,
  };
}

/** The page that offers it, and the service that sends. Rules say whether a shop does. */
const demoPushPage = ({ pushKeys }: Topology): Environment => ({ WEB_PUSH_PUBLIC_KEY: pushKeys.publicKey });

const demoPush = (topology: Topology): Environment => ({
  ...demoPushPage(topology),
  WEB_PUSH_PRIVATE_KEY: topology.pushKeys.privateKey,
});
