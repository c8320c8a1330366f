import { createHmac } from 'node:crypto';
import { expect } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { ShipmentStatus } from '#contracts';
import { eventually, startServiceUnderTest, type ServiceUnderTest, type TestClient, type TestResponse } from '#testing';
import type { CarrierLie } from '../../apps/simulator/src/carriers/domain/carrier-lies.js';
import { nativeCarriers, type NativeCarrier } from '../../apps/simulator/src/carriers/domain/carrier-wire.js';
import { simulatorService } from '../../apps/simulator/src/service.js';
import { shippingTrackerService } from '../../apps/shipping-tracker/src/service.js';
import { anOrder, shipped } from '../../apps/shipping-tracker/test/builders.js';

/** What the carriers' clients prove themselves with; must not stand in any log. */
export const CLIENT_SECRET = 'a-secret-of-clients';
const CLIENTS = `ups=ups-id:${CLIENT_SECRET},fedex=fedex-id:${CLIENT_SECRET}`;
const PUSH_KEY = Buffer.from('what carriers sign with in this test');
/** Longer than an honest answer needs on a busy machine; one silent answer of each carrier takes this long. */
const TIMEOUT_MS = 4_000;
const MINUTE_MS = 60_000;
/** Enough for every carrier's silent answer, on a machine that does much else as well. */
export const patiently = { timeoutMs: 60_000 };

/** A parcel of a carrier, and how it came to be asked about. */
export interface LiedParcel {
  readonly carrier: NativeCarrier;
  readonly number: string;
  readonly shipmentId: string;
}

interface SeenCheckpoint {
  readonly status: ShipmentStatus;
  readonly description: string | null;
  readonly place: string | null;
}

/** How an operator sees a carrier. */
interface SeenCarrier {
  readonly carrier: string;
  readonly polling: { readonly spent: { readonly today: number; readonly pausedSeconds: number } };
  readonly refusals: readonly {
    readonly reason: string;
    readonly count: number;
    readonly lastTrackingNumber: string | null;
  }[];
}

/** The tracker, and the simulated carriers that it asks over HTTP. Questions are put when a test makes them due. */
export class LyingWorld {
  private constructor(
    private readonly simulator: ServiceUnderTest,
    readonly tracker: ServiceUnderTest,
    private readonly operator: TestClient,
  ) {}

  static async begin(): Promise<LyingWorld> {
    const simulator = await startServiceUnderTest(simulatorService, {
      ...{ ORDERS_PER_MINUTE: '0', CARRIER_CLIENTS: CLIENTS, SPEED: '1000000' },
      ...{ PRODUCT_URL: 'http://127.0.0.1:9', KEYS_FILE: '/nonexistent/keys.json' },
    });
    const each = (setting: (carrier: string) => string): string => nativeCarriers.map(setting).join(',');
    const tracker = await startServiceUnderTest(shippingTrackerService, {
      CARRIER_POLL_URLS: each((code) => `${code}=${simulator.service.url}/sim/carriers/${code}/native`),
      CARRIER_WEBHOOK_SECRETS: each((code) => `${code}=whsec_${PUSH_KEY.toString('base64')}`),
      CARRIER_BUDGETS: each((code) => `${code}=6000/100000`),
      CARRIER_KEYS: CLIENTS,
      CARRIER_ACCOUNTS: 'ups=A1B2C3',
      POLL_TIMEOUT_MS: String(TIMEOUT_MS),
      // Nothing is asked twice by itself while the test runs.
      POLL_INTERVAL_SECONDS: '86400',
      POLL_MIN_DISTANCE_SECONDS: '86400',
    });
    return new LyingWorld(simulator, tracker, await tracker.asOperator());
  }

  async end(): Promise<void> {
    await this.tracker.stop();
    await this.simulator.stop();
  }

  /** Parcels that the carriers have and the tracker hears of: out for delivery, with Turkish letters in every word. */
  async parcels(parcels: readonly LiedParcel[]): Promise<void> {
    const minute = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
    const steps = [
      { status: 'picked_up', place: 'Şişli', at: new Date(minute - 180 * MINUTE_MS) },
      { status: 'out_for_delivery', place: 'Çeşme, İzmir', at: new Date(minute - 60 * MINUTE_MS) },
    ];
    for (const { carrier, number } of parcels) {
      await this.simulator.dataSource.query(
        `INSERT INTO parcels (tracking_number, carrier, purchase_order_id, lines, handed_over_at, asked)
         VALUES ($1, $2, $3, '[]', now(), 0)`,
        [number, carrier, uuidv7()],
      );
      for (const { status, place, at } of steps)
        await this.simulator.dataSource.query(
          `INSERT INTO checkpoints (event_id, tracking_number, status, occurred_at, tell_at, copies, description, place, told)
           VALUES ($1, $2, $3, $4, $4, 1, '', $5, 0)`,
          [`${number}-${status}`, number, status, at, place],
        );
    }
    await this.tracker.publish(
      shipped(
        anOrder(),
        ...parcels.map(({ carrier, number, shipmentId }) => ({
          carrier,
          trackingNumber: number,
          parcelId: shipmentId,
        })),
      ),
    );
  }

  /** From now on the carrier answers so about a number; `token` is its token server. */
  async lies(carrier: string, number: string, lie: CarrierLie | null): Promise<void> {
    const answer = await this.simulator.http().post(`/sim/carriers/${carrier}/lies`, { trackingNumber: number, lie });
    if (answer.status !== 204) throw new Error(`not told to lie: ${String(answer.status)}`);
  }

  async revokeTokens(carrier: string): Promise<void> {
    await this.simulator.http().delete(`/sim/carriers/${carrier}/tokens`);
  }

  async tokensGiven(carrier: string): Promise<number> {
    return (await this.simulator.http().get<{ given: number }>(`/sim/carriers/${carrier}/tokens`)).body.given;
  }

  /** How often each number of a carrier was asked about. */
  async asked(carrier: string): Promise<Map<string, number>> {
    const rows: { number: string; asked: number }[] = await this.simulator.dataSource.query(
      `SELECT tracking_number AS number, asked FROM parcels WHERE carrier = $1`,
      [carrier],
    );
    return new Map(rows.map(({ number, asked }) => [number, asked]));
  }

  /** Makes numbers of a carrier due now, the first one first. */
  async due(carrier: string, ...numbers: readonly string[]): Promise<void> {
    await this.tracker.dataSource.query(
      `UPDATE shipments SET next_poll_at = now() - make_interval(secs => 100 - wanted.place)
         FROM unnest($2::text[]) WITH ORDINALITY AS wanted (number, place)
        WHERE carrier = $1 AND tracking_number = wanted.number`,
      [carrier, numbers],
    );
  }

  /**
   * Makes a number due until the carrier was asked about it again: the end of a question that is still under way
   * says when the next one is, whatever was said meanwhile.
   */
  async askedOnceMore(carrier: string, number: string): Promise<void> {
    const before = (await this.asked(carrier)).get(number) ?? 0;
    await eventually(async () => {
      await this.due(carrier, number);
      expect((await this.asked(carrier)).get(number)).toBeGreaterThan(before);
    }, patiently);
  }

  /** What came of the questions so far, by number: checkpoints are stored, or the reason why none are. */
  async outcomes(): Promise<Map<string, string>> {
    const rows: { number: string; outcome: string }[] = await this.tracker.dataSource.query(
      `SELECT last_number AS number, reason AS outcome FROM carrier_refusals
        UNION ALL SELECT DISTINCT tracking_number, 'read' FROM shipments JOIN checkpoints ON shipment_id = shipments.id`,
    );
    return new Map(rows.map(({ number, outcome }) => [number, outcome]));
  }

  /** Asks again about numbers whose question failed: a busy machine can make an honest answer late. */
  async again(numbers: readonly string[]): Promise<void> {
    await this.tracker.dataSource.query(
      `UPDATE shipments SET next_poll_at = now(), poll_failures = 0
        WHERE tracking_number = ANY($1) AND poll_failures > 0`,
      [numbers],
    );
  }

  /** Numbers of a carrier whose turn has come. */
  async waiting(carrier: string): Promise<string[]> {
    const rows: { number: string }[] = await this.tracker.dataSource.query(
      `SELECT tracking_number AS number FROM shipments WHERE carrier = $1 AND next_poll_at <= now()`,
      [carrier],
    );
    return rows.map(({ number }) => number);
  }

  async checkpoints(shipmentId: string): Promise<SeenCheckpoint[]> {
    const { body } = await this.operator.get<{ checkpoints: SeenCheckpoint[] }>(`/v1/shipments/${shipmentId}`);
    return body.checkpoints.map(({ status, description, place }) => ({ status, description, place }));
  }

  async carriers(): Promise<Map<string, SeenCarrier>> {
    const { body } = await this.operator.get<{ items: SeenCarrier[] }>('/v1/carriers');
    return new Map(body.items.map((item) => [item.carrier, item]));
  }

  /** How often answers of a carrier did not count for this reason. */
  async refused(carrier: string, reason: string): Promise<number> {
    const seen = (await this.carriers()).get(carrier)?.refusals.find((refusal) => refusal.reason === reason);
    return seen?.count ?? 0;
  }

  /** A push of a carrier, signed over the bytes as they are. */
  push(carrier: string, bytes: Buffer<ArrayBuffer>, contentType = 'application/json'): Promise<TestResponse> {
    const [id, time] = [`msg_${uuidv7()}`, String(Math.floor(Date.now() / 1_000))];
    const signature = createHmac('sha256', PUSH_KEY).update(`${id}.${time}.`).update(bytes).digest('base64');
    return this.tracker.http().post(`/v1/webhooks/carriers/${carrier}`, bytes, {
      ...{ 'content-type': contentType, 'webhook-id': id, 'webhook-timestamp': time },
      'webhook-signature': `v1,${signature}`,
    });
  }
}
