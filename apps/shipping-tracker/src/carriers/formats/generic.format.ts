import { CarrierUnreadableError } from '../carrier.errors.js';
import { noNews } from '../carrier.port.js';
import { AnswerPart } from './answer-part.js';
import { readCheckpoints } from '../read-checkpoints.js';
import { assertAbout, type CarrierFormat } from './carrier-format.js';
import { jsonValueOf } from './wire-answer.js';

/** Kervan's own form, for gateways: `GET {url}/track/{number}` → `{checkpoints: […]}`; 404 means no news yet. */
export const genericFormat: CarrierFormat = {
  carrier: 'generic',
  question: (base, number) => ({ method: 'GET', url: `${base}/track/${encodeURIComponent(number)}`, headers: {} }),
  read(answer, number) {
    if (answer.status === 404) return noNews;
    const content = jsonValueOf(answer);
    const list =
      typeof content === 'object' && content !== null && 'checkpoints' in content ? content.checkpoints : null;
    if (!Array.isArray(list))
      throw new CarrierUnreadableError('unexpected_form', 'The answer has no list of checkpoints.');
    const named = list.flatMap((entry: unknown) =>
      AnswerPart.ofJson(entry)
        .all('trackingNumber')
        .map((part) => part.text()),
    );
    assertAbout(number, named);
    return readCheckpoints(list, number);
  },
};
