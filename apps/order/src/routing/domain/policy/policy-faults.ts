import type { RoutingPolicy } from './routing-policy.js';

/** A place in a policy that makes no sense. */
export interface PolicyFault {
  /** JSON pointer into the policy. */
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** What the form of the fields cannot say: parts of a policy that contradict each other. */
export function policyFaults(policy: RoutingPolicy): PolicyFault[] {
  return [
    ...groupFaults(policy),
    ...nameFaults(policy),
    ...currencyFaults(policy),
    ...stockFaults(policy),
    ...experienceFaults(policy),
  ];
}

/** Supplier codes that a policy names and that nobody has. */
export function unknownSuppliers(policy: RoutingPolicy, known: ReadonlySet<string>): PolicyFault[] {
  return namedSuppliers(policy)
    .filter(({ name }) => !name.startsWith('@') && !known.has(name))
    .map(({ pointer, name }) => ({ pointer, code: 'UNKNOWN_SUPPLIER', detail: `There is no supplier ${name}.` }));
}

function groupFaults({ groups }: RoutingPolicy): PolicyFault[] {
  return groups.flatMap(({ name }, index) =>
    groups.findIndex((group) => group.name === name) < index
      ? [{ pointer: `/groups/${index}/name`, code: 'DUPLICATE_GROUP', detail: `There are two groups named ${name}.` }]
      : [],
  );
}

function nameFaults(policy: RoutingPolicy): PolicyFault[] {
  const names = new Set(policy.groups.map(({ name }) => name));
  return namedSuppliers(policy).flatMap(({ pointer, name }) => {
    if (!name.startsWith('@')) return [];
    if (pointer.startsWith('/groups/'))
      return [{ pointer, code: 'GROUP_IN_GROUP', detail: 'A group holds suppliers, not groups.' }];
    return names.has(name.slice(1)) ? [] : [{ pointer, code: 'UNKNOWN_GROUP', detail: `There is no group ${name}.` }];
  });
}

function currencyFaults({ currency, exchange }: RoutingPolicy): PolicyFault[] {
  if (currency === null || exchange.allowed) return [];
  // Amounts in a fixed currency must be exchanged for orders in others.
  const detail = 'With amounts in a fixed currency, exchange must be allowed.';
  return [{ pointer: '/exchange/allowed', code: 'EXCHANGE_NEEDED', detail }];
}

function stockFaults({ stock }: RoutingPolicy): PolicyFault[] {
  if (stock.safetyUnitsMin <= stock.safetyUnitsMax) return [];
  const detail = 'The least safety stock is above the most.';
  return [{ pointer: '/stock/safetyUnitsMin', code: 'MIN_ABOVE_MAX', detail }];
}

function experienceFaults({ experience }: RoutingPolicy): PolicyFault[] {
  if (!experience) return [];
  const { shareMinPermille, shareMaxPermille, canary } = experience;
  const bounds = {
    pointer: '/experience/shareMinPermille',
    code: 'MIN_ABOVE_MAX',
    detail: 'The least share of after-sales is above the most.',
  };
  const steps = canary.stepsPermille.flatMap((step, index) =>
    index > 0 && step >= (canary.stepsPermille[index - 1] ?? 0)
      ? [
          {
            pointer: `/experience/canary/stepsPermille/${String(index)}`,
            code: 'STEPS_NOT_FALLING',
            detail: 'Each step is a smaller share than the one before.',
          },
        ]
      : [],
  );
  return [...(shareMinPermille > shareMaxPermille ? [bounds] : []), ...steps];
}

function namedSuppliers({ groups, filters, preferredSuppliers }: RoutingPolicy): { pointer: string; name: string }[] {
  const list = (pointer: string, names: readonly string[]) =>
    names.map((name, index) => ({ pointer: `${pointer}/${index}`, name }));
  return [
    ...groups.flatMap((group, index) => list(`/groups/${index}/suppliers`, group.suppliers)),
    ...list('/filters/allowedSuppliers', filters.allowedSuppliers ?? []),
    ...list('/filters/excludedSuppliers', filters.excludedSuppliers),
    ...filters.regions.flatMap((rule, index) => list(`/filters/regions/${index}/suppliers`, rule.suppliers)),
    ...filters.agreements.flatMap((rule, index) => list(`/filters/agreements/${index}/suppliers`, rule.suppliers)),
    ...filters.requiredSuppliers.flatMap((rule, index) =>
      list(`/filters/requiredSuppliers/${index}/suppliers`, rule.suppliers),
    ),
    ...filters.capacities.map(({ supplier }, index) => ({
      pointer: `/filters/capacities/${index}/supplier`,
      name: supplier,
    })),
    ...filters.cutOffs.map(({ supplier }, index) => ({
      pointer: `/filters/cutOffs/${index}/supplier`,
      name: supplier,
    })),
    ...list('/preferredSuppliers', preferredSuppliers),
  ];
}
