import type { EntityManager } from 'typeorm';
import { ParkingFullError } from './parked.errors.js';
import { PRESSURE_SHOWN_MAX } from './parking-limits.js';

/** How many unsettled messages there may be. */
export interface ParkingRoom {
  readonly perKeyMax: number;
  readonly perMerchantMax: number;
}

/** Something that has no room left: the messages that belong there wait on the bus. */
export interface FullParking {
  readonly scope: 'key' | 'merchant';
  /** Null for a merchant. */
  readonly topic: string | null;
  /** The key or the merchant's id. */
  readonly of: string;
  readonly parked: number;
  readonly max: number;
}

/** Whose room a message takes. */
interface Newcomer {
  readonly consumer: string;
  readonly topic: string;
  readonly key: string;
  readonly merchantId: string | null;
  readonly messageId: string;
}

const ROOM_SQL = `
  SELECT EXISTS (SELECT FROM parked_messages WHERE consumer = $1 AND message_id = $5) AS known,
    (SELECT count(*)::int FROM (SELECT FROM parked_messages
      WHERE consumer = $1 AND topic = $2 AND key = $3 AND state IN ('waiting', 'dead') LIMIT $6) AS k) AS of_key,
    (SELECT count(*)::int FROM (SELECT FROM parked_messages
      WHERE consumer = $1 AND merchant_id = $4 AND state IN ('waiting', 'dead') LIMIT $7) AS m) AS of_merchant`;

/**
 * Messages that find no room stay on the bus: the one that asks is handed over again until there is some, its
 * partition waits behind it, and the table stays bounded. Counted without a lock: lanes that park at the same
 * moment may go over by as many as there are lanes.
 * @throws ParkingFullError
 */
export async function makeSureOfRoom(tx: EntityManager, newcomer: Newcomer, room: ParkingRoom): Promise<void> {
  const { consumer, topic, key, merchantId, messageId } = newcomer;
  const { perKeyMax, perMerchantMax } = room;
  const [row] = await tx.query<{ known: boolean; of_key: number; of_merchant: number }[]>(ROOM_SQL, [
    ...[consumer, topic, key, merchantId, messageId, perKeyMax, perMerchantMax],
  ]);
  if (!row || row.known) return;
  if (row.of_key >= perKeyMax) throw new ParkingFullError('key', key, perKeyMax);
  if (row.of_merchant >= perMerchantMax) throw new ParkingFullError('merchant', merchantId ?? '', perMerchantMax);
}

const FULL_SQL = `
  SELECT * FROM (
    SELECT 'key' AS scope, topic, key AS of, count(*)::int AS parked, $2::int AS max FROM parked_messages
    WHERE consumer = $1 AND state IN ('waiting', 'dead') GROUP BY topic, key HAVING count(*) >= $2
    UNION ALL
    SELECT 'merchant', NULL, merchant_id, count(*)::int, $3::int FROM parked_messages
    WHERE consumer = $1 AND state IN ('waiting', 'dead') AND merchant_id IS NOT NULL
    GROUP BY merchant_id HAVING count(*) >= $3) AS full_ones
  ORDER BY parked DESC, of LIMIT ${PRESSURE_SHOWN_MAX}`;

/** What is full now, the fullest first. */
export function fullParking(tx: EntityManager, consumer: string, room: ParkingRoom): Promise<FullParking[]> {
  return tx.query<FullParking[]>(FULL_SQL, [consumer, room.perKeyMax, room.perMerchantMax]);
}
