import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';

interface OrderSelectProps<O> {
  label: string;
  description?: string;
  orders: readonly O[];
  /** The order itself, not its place: new ones come in at the top while a person compares. */
  chosen: O;
  onChoose: (order: O) => void;
  optionOf: (order: O) => { value: string; label: string };
}

/** Which order a draft is tried on. */
export function OrderSelect<O>({ orders, chosen, onChoose, optionOf, ...words }: OrderSelectProps<O>): ReactNode {
  const options = orders.map(optionOf);
  const own = optionOf(chosen);
  return (
    <NativeSelect
      {...words}
      value={own.value}
      onChange={({ currentTarget: { value } }) =>
        onChoose(orders.find((order) => optionOf(order).value === value) ?? chosen)
      }
      data={options.some(({ value }) => value === own.value) ? options : [own, ...options]}
    />
  );
}
