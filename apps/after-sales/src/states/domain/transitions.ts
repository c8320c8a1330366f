/** Who may follow whom: for each status those that it can become. */
export type Transitions<Status extends string> = Readonly<Record<Status, readonly Status[]>>;

/** The present state does not allow the step. */
export class IllegalTransitionError extends Error {
  readonly code: string;
  readonly httpStatus = 409;

  /** @param thing what it is a state of, one word in lower case. */
  constructor(thing: string, from: string, to: string) {
    super(`A ${thing} that is ${from} cannot become ${to}.`);
    this.code = `${thing.toUpperCase()}_STATE`;
  }
}

/** The two questions that are asked of a table. */
export interface StateRules<Status extends string> {
  /** Whether the step is in the table. */
  readonly canBecome: (from: Status, to: Status) => boolean;
  /** @throws IllegalTransitionError naming both states. */
  readonly assertTransition: (from: Status, to: Status) => void;
}

/** The rules of a table. */
export function stateRules<Status extends string>(thing: string, table: Transitions<Status>): StateRules<Status> {
  const canBecome = (from: Status, to: Status): boolean => table[from].includes(to);
  return {
    canBecome,
    assertTransition: (from, to) => {
      if (!canBecome(from, to)) throw new IllegalTransitionError(thing, from, to);
    },
  };
}
