import { Injectable } from '@nestjs/common';
import { problemCode, type ProductAnswer } from '../product/domain/answer.js';
import { KeysFileService } from '../product/keys-file.service.js';
import { ProductService } from '../product/product.service.js';
import { WorldService } from '../world/world.service.js';
import type { Customer } from './customer-cases.service.js';

/** A mail to the shop. */
export interface CustomerMail {
  /** Tells it from every other mail of this world. */
  readonly id: string;
  readonly about: string;
  readonly text: string;
}

/** The customers' mails, as the shop's mail gateway hands them over. */
@Injectable()
export class CustomerMails {
  constructor(
    private readonly world: WorldService,
    private readonly product: ProductService,
    private readonly keysFile: KeysFileService,
  ) {}

  /** Handed over again, it is the same mail. Of somebody whom the shop does not know yet it is tried again. */
  async send({ person }: Customer, { id, about, text }: CustomerMail): Promise<ProductAnswer> {
    const { merchant } = await this.keysFile.read();
    const messageId = `<${id}.${this.world.seed}@example.com>`;
    const json = { messageId, from: person.email, subject: about, text, headers: {} };
    const answer = await this.product.request({ method: 'POST', path: '/v1/complaint-mails', key: merchant, json });
    const { outcome, reason } = answer.body as { outcome?: string; reason?: string };
    if (answer.status >= 300 || outcome !== 'dropped') return answer;
    const passes = reason === 'UNKNOWN_SENDER';
    return { ...answer, status: passes ? 425 : 422, body: { code: reason ?? problemCode(answer.body) } };
  }
}
