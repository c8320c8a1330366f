import { Rng } from '../../world/domain/rng.js';

/** Goods of a return that one supplier expects. */
export interface ExpectedGoods {
  readonly returnLineId: string;
  readonly quantity: number;
}

export interface ReceivedGoods extends ExpectedGoods {
  readonly condition: 'as_new' | 'opened' | 'used' | 'damaged' | 'incomplete' | 'wrong_item';
}

/** What a supplier finds in the parcel, and what comes after it. */
export interface OpenedReturn {
  readonly first: readonly ReceivedGoods[];
  /** What was not in it. */
  readonly rest: readonly ReceivedGoods[];
  /** Whether the rest comes in a parcel of its own, or never. */
  readonly restComes: boolean;
  /** Books each receipt twice. */
  readonly twice: boolean;
}

const conditions = [
  'as_new',
  'as_new',
  'as_new',
  'opened',
  'opened',
  'used',
  'damaged',
  'incomplete',
  'wrong_item',
] as const;
const COMES_IN_PARTS = 0.3;
const REST_IS_MISSING = 0.2;

/** The same return always meets the same clerk. */
export function openReturn(seed: string, key: string, goods: readonly ExpectedGoods[]): OpenedReturn {
  const rng = Rng.of(seed, 'opens', key);
  const units = goods.flatMap(({ returnLineId, quantity }) => Array.from({ length: quantity }, () => returnLineId));
  const inFirst = units.length > 1 && rng.chance(COMES_IN_PARTS) ? rng.int(1, units.length - 1) : units.length;
  const received = (ids: readonly string[]): ReceivedGoods[] =>
    [...new Set(ids)].map((returnLineId) => ({
      ...{ returnLineId, quantity: ids.filter((id) => id === returnLineId).length },
      condition: rng.pick(conditions),
    }));
  return {
    first: received(units.slice(0, inFirst)),
    rest: received(units.slice(inFirst)),
    restComes: !rng.chance(REST_IS_MISSING),
    twice: rng.chance(0.15),
  };
}
