import { Injectable } from '@nestjs/common';
import { carrierCodes } from '../carrier-settings.js';
import { ShippingTrackerConfig } from '../config.js';
import { readCarrierName } from './domain/carrier-names.js';
import { recognise, type Recognition } from './domain/recognise.js';

/** What a carrier is called when nobody said and its number does not tell. */
const UNKNOWN = 'unknown';

/** Finds out whose tracking number it is. */
@Injectable()
export class RecognitionService {
  /** Carriers that the operator connected: their codes are right whatever they look like. */
  private readonly connected: ReadonlySet<string>;

  constructor(config: ShippingTrackerConfig) {
    this.connected = carrierCodes(config);
  }

  recognise(trackingNumber: string): Recognition {
    return recognise(trackingNumber);
  }

  /**
   * The code of a parcel's carrier. What the supplier wrote counts; only when that names nobody does the
   * number speak, and only when it is certain.
   */
  carrierOf(written: string, trackingNumber: string): string {
    const named = readCarrierName(written);
    if (named.kind === 'known' || (named.kind === 'own' && this.connected.has(named.carrier))) return named.carrier;
    const { carrier, certain } = recognise(trackingNumber);
    if (named.kind === 'missing') return certain && carrier !== null ? carrier : UNKNOWN;
    // A name of the supplier's own is only corrected by a carrier that we can ask.
    return certain && carrier !== null && readCarrierName(carrier).kind === 'known' ? carrier : named.carrier;
  }
}
