import type { AddressRefusal, CancellationOrigin } from '#contracts';

export const wishKinds = ['cancellation', 'address'] as const;
export type WishKind = (typeof wishKinds)[number];

/** `asked`: on its way to the order. `waiting`: suppliers were asked. `partly`: for a part of the order. */
export type WishStatus = 'asked' | 'waiting' | 'done' | 'partly' | 'refused';

/** What a customer wants of an order that has not left, and what became of it. */
export interface Wish {
  readonly id: string;
  readonly kind: WishKind;
  readonly origin: CancellationOrigin;
  readonly status: WishStatus;
  /** Why not; null unless refused. */
  readonly reasonCode: AddressRefusal | null;
  /** All that is kept of an address here. */
  readonly city: string | null;
  readonly askedAt: string;
  readonly settledAt: string | null;
}

/** Wishes about one order: people change their minds, suppliers are not asked for ever. */
export const WISHES_MAX = 10;

/** Why something cannot be wished for. */
export type NotNow = 'ORDER_COMPLETE' | 'WISH_PENDING' | 'TOO_MANY_WISHES';

/** Whether it can still be asked for; null: yes. An order whose end was asked for goes nowhere else. */
export function notNow(
  kind: WishKind,
  { complete }: { readonly complete: boolean },
  wishes: readonly Pick<Wish, 'kind' | 'status'>[],
): NotNow | null {
  if (complete) return 'ORDER_COMPLETE';
  const isOpen = ({ status }: Pick<Wish, 'status'>): boolean => status === 'asked' || status === 'waiting';
  if (wishes.some((wish) => isOpen(wish) && (wish.kind === kind || wish.kind === 'cancellation')))
    return 'WISH_PENDING';
  return wishes.length >= WISHES_MAX ? 'TOO_MANY_WISHES' : null;
}
