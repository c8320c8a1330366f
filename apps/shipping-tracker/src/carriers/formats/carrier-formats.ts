import { aftershipFormat } from './aftership.format.js';
import { arasFormat } from './aras.format.js';
import { canadapostFormat } from './canadapost.format.js';
import type { CarrierFormat } from './carrier-format.js';
import { dhlFormat } from './dhl.format.js';
import { easypostFormat } from './easypost.format.js';
import { fedexFormat, fedexXmlFormat } from './fedex.format.js';
import { genericFormat } from './generic.format.js';
import { mngFormat } from './mng.format.js';
import { pttFormat } from './ptt.format.js';
import { shippoFormat } from './shippo.format.js';
import { suratFormat } from './surat.format.js';
import { upsFormat } from './ups.format.js';
import { uspsFormat } from './usps.format.js';
import { yurticiFormat } from './yurtici.format.js';

const formats: ReadonlyMap<string, CarrierFormat> = new Map(
  [
    ...[upsFormat, fedexFormat, fedexXmlFormat, dhlFormat, uspsFormat, genericFormat],
    ...[canadapostFormat, easypostFormat, shippoFormat, aftershipFormat],
    ...[yurticiFormat, suratFormat, arasFormat, mngFormat, pttFormat],
  ].map((format) => [format.carrier, format]),
);

/** Formats by name: a carrier's code, `fedex-xml` or `generic`. */
export const formatNames: readonly string[] = [...formats.keys()];

/** The format of that name; Kervan's own form for carriers that have none of theirs. */
export const formatOf = (name: string): CarrierFormat => formats.get(name) ?? genericFormat;
