import type {
  ParcelStep,
  ProblemLine,
  ProblemOffer,
  ProblemSupplier,
  RoutingProblem,
  RoutingSolution,
} from './routing-problem.js';
import { chooseSuppliers } from './choose-suppliers.js';

/** Why an instance makes no sense. */
export type InstanceFault =
  | 'NOT_JSON'
  | 'INVALID_FIELD'
  | 'DUPLICATE_LINE'
  | 'DUPLICATE_SUPPLIER'
  | 'DUPLICATE_OFFER'
  | 'UNKNOWN_LINE'
  | 'UNKNOWN_SUPPLIER'
  | 'STEPS_NOT_ASCENDING'
  | 'NUMBERS_TOO_LARGE';

/** An instance that makes no sense; `detail` says where. */
export class InvalidInstanceError extends Error {
  override readonly name = 'InvalidInstanceError';
  constructor(
    readonly code: InstanceFault,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads an instance as somebody wrote it.
 * @throws InvalidInstanceError for anything that cannot be routed as it stands.
 */
export function parseInstance(value: unknown): RoutingProblem {
  const instance = fields(value, 'the instance');
  const lines = list(instance['lines'], 'lines').map(parseLine);
  const suppliers = list(instance['suppliers'], 'suppliers').map(parseSupplier);
  const offers = list(instance['offers'], 'offers').map(parseOffer);
  if (lines.length === 0) throw invalid('lines is empty: an order has at least one');
  const lineIds = unique(
    lines.map((line) => line.id),
    'DUPLICATE_LINE',
    'lines',
  );
  const supplierIds = unique(
    suppliers.map((supplier) => supplier.id),
    'DUPLICATE_SUPPLIER',
    'suppliers',
  );
  unique(
    offers.map((offer) => offer.id),
    'DUPLICATE_OFFER',
    'offers',
  );
  offers.forEach((offer, index) => {
    known(lineIds, offer.line, 'UNKNOWN_LINE', `offers[${index}].line`);
    known(supplierIds, offer.supplier, 'UNKNOWN_SUPPLIER', `offers[${index}].supplier`);
  });
  const problem = { lines, suppliers, offers, ...parseLimits(instance['limits'], lineIds) };
  assertSafe(problem);
  return problem;
}

/**
 * Reads an instance and solves it.
 * @param isOver tells when the search has to end with what it knows.
 */
export function routeInstance(value: unknown, isOver: () => boolean): RoutingSolution {
  return chooseSuppliers(parseInstance(value), { nodesMax: Infinity, isOver });
}

function parseLine(value: unknown, index: number): ProblemLine {
  const at = `lines[${index}]`;
  const line = fields(value, at);
  return {
    id: text(line['id'], `${at}.id`),
    quantity: whole(line['quantity'], `${at}.quantity`, 1),
    weightGrams: whole(line['weightGrams'] ?? 0, `${at}.weightGrams`),
  };
}

function parseSupplier(value: unknown, index: number): ProblemSupplier {
  const at = `suppliers[${index}]`;
  const supplier = fields(value, at);
  const alreadyOpen = supplier['alreadyOpen'] ?? false;
  if (typeof alreadyOpen !== 'boolean') throw invalid(`${at}.alreadyOpen is not true or false`);
  return {
    id: text(supplier['id'], `${at}.id`),
    parcelFixedMinor: whole(supplier['parcelFixedMinor'], `${at}.parcelFixedMinor`),
    parcelSteps: parseSteps(supplier['parcelSteps'] ?? null, `${at}.parcelSteps`),
    minOrderMinor: whole(supplier['minOrderMinor'] ?? 0, `${at}.minOrderMinor`),
    alreadyOpen,
  };
}

function parseSteps(value: unknown, at: string): ParcelStep[] | null {
  if (value === null) return null;
  const steps = list(value, at).map((step, index) => {
    const own = fields(step, `${at}[${index}]`);
    return {
      upToGrams: whole(own['upToGrams'], `${at}[${index}].upToGrams`, 1),
      costMinor: whole(own['costMinor'], `${at}[${index}].costMinor`),
    };
  });
  if (steps.length === 0) throw invalid(`${at} is empty: leave it out when weight costs nothing`);
  steps.forEach((step, index) => {
    if (index > 0 && step.upToGrams <= (steps[index - 1]?.upToGrams ?? 0))
      throw new InvalidInstanceError('STEPS_NOT_ASCENDING', `${at}[${index}].upToGrams is not above the one before`);
  });
  return steps;
}

function parseOffer(value: unknown, index: number): ProblemOffer {
  const at = `offers[${index}]`;
  const offer = fields(value, at);
  const line = text(offer['line'], `${at}.line`);
  const supplier = text(offer['supplier'], `${at}.supplier`);
  return {
    id: JSON.stringify([line, supplier]),
    line,
    supplier,
    unitCostMinor: whole(offer['unitCostMinor'], `${at}.unitCostMinor`),
    available: whole(offer['available'], `${at}.available`),
  };
}

function parseLimits(
  value: unknown,
  lineIds: ReadonlySet<string>,
): Pick<RoutingProblem, 'parcelsMax' | 'unsplittableLines'> {
  const limits = fields(value ?? {}, 'limits');
  const parcelsMax = limits['parcelsMax'] ?? null;
  const unsplittableLines = list(limits['unsplittableLines'] ?? [], 'limits.unsplittableLines').map((line, index) => {
    const at = `limits.unsplittableLines[${index}]`;
    return known(lineIds, text(line, at), 'UNKNOWN_LINE', at);
  });
  return { parcelsMax: parcelsMax === null ? null : whole(parcelsMax, 'limits.parcelsMax'), unsplittableLines };
}

/** Beyond 2^53 − 1 a sum is no longer exact, and an answer would be a guess. */
function assertSafe(problem: RoutingProblem): void {
  const dearest = new Map<string, number>();
  for (const offer of problem.offers)
    dearest.set(offer.line, Math.max(dearest.get(offer.line) ?? 0, offer.unitCostMinor));
  const goods = problem.lines.reduce((sum, line) => sum + line.quantity * (dearest.get(line.id) ?? 0), 0);
  const grams = problem.lines.reduce((sum, line) => sum + line.quantity * line.weightGrams, 0);
  const units = problem.lines.reduce((sum, line) => sum + line.quantity, 0);
  const parcels = problem.suppliers.reduce(
    (sum, supplier) =>
      sum + supplier.parcelFixedMinor + Math.max(0, ...(supplier.parcelSteps ?? []).map((step) => step.costMinor)),
    0,
  );
  for (const sum of [goods + parcels, grams, units]) {
    if (!Number.isSafeInteger(sum)) throw new InvalidInstanceError('NUMBERS_TOO_LARGE', 'sums would pass 2^53 − 1');
  }
}

function fields(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(`${at} is not an object`);
  return value as Fields;
}

function list(value: unknown, at: string): unknown[] {
  if (!Array.isArray(value)) throw invalid(`${at} is not a list`);
  return value;
}

function text(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw invalid(`${at} is not a text`);
  return value;
}

function whole(value: unknown, at: string, least = 0): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least) {
    throw invalid(`${at} is not a whole number from ${least}`);
  }
  return value;
}

function unique(ids: readonly string[], code: InstanceFault, at: string): ReadonlySet<string> {
  const seen = new Set<string>();
  ids.forEach((id, index) => {
    if (seen.has(id)) throw new InvalidInstanceError(code, `${at}[${index}] repeats ${id}`);
    seen.add(id);
  });
  return seen;
}

function known(ids: ReadonlySet<string>, id: string, code: InstanceFault, at: string): string {
  if (!ids.has(id)) throw new InvalidInstanceError(code, `${at} names ${id}, which is not listed`);
  return id;
}

const invalid = (detail: string): InvalidInstanceError => new InvalidInstanceError('INVALID_FIELD', detail);
