import { readLabel, type Label } from '../../world/domain/label.js';
import { Rng } from '../../world/domain/rng.js';

/** Another address that a supplier is asked for. */
export interface AddressQuestion {
  readonly purchaseOrderId: string;
  readonly changeId: string;
  readonly shipTo: Label;
}

/** What a supplier will say. Hours are hours of the simulated life. */
interface AddressPlan {
  /** `silent`: nobody there reads it. */
  readonly answer: 'yes' | 'no' | 'silent';
  readonly afterHours: number;
}

/** Shares of the questions. Most suppliers can still write another label. */
const NO = 0.25;
const SILENT = 0.15;

/** The same question gets the same answer, however often it is asked. */
export function planAddressAnswer(
  seed: string,
  { purchaseOrderId, changeId }: Pick<AddressQuestion, 'purchaseOrderId' | 'changeId'>,
): AddressPlan {
  const draw = (topic: string): Rng => Rng.of(seed, 'address', purchaseOrderId, changeId, topic);
  const mood = draw('mood').next();
  const answer = mood < SILENT ? 'silent' : mood < SILENT + NO ? 'no' : 'yes';
  return { answer, afterHours: draw('pace').between(0.2, 1) };
}

interface RawQuestion {
  readonly id?: unknown;
  readonly changeId?: unknown;
  readonly shipTo?: unknown;
}

/** Reads a message that asks, or what is fetched with `addressChange`; null when nothing is asked. */
export function readAddressQuestion(value: unknown): AddressQuestion | null {
  const raw = (value ?? {}) as RawQuestion & { readonly addressChange?: RawQuestion | null };
  const asked = raw.addressChange ?? raw;
  if (typeof raw.id !== 'string' || typeof asked.changeId !== 'string') return null;
  return { purchaseOrderId: raw.id, changeId: asked.changeId, shipTo: readLabel(asked.shipTo) };
}
