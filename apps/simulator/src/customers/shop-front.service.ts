import { Injectable } from '@nestjs/common';
import { DeedsService } from '../deeds/deeds.service.js';
import type { ProductAnswer } from '../product/domain/answer.js';
import { ProductService } from '../product/product.service.js';

/** The shop as customers reach it: its pages as a browser without JavaScript uses them, and its address for apps. */
@Injectable()
export class ShopFront {
  constructor(
    private readonly product: ProductService,
    private readonly deeds: DeedsService,
  ) {}

  /** As an app asks for something. @param key of the app's own: the same again is the same thing. */
  ask(path: string, json: object, key?: string): Promise<ProductAnswer> {
    const headers = key === undefined ? {} : { headers: { 'idempotency-key': key } };
    return this.product.request({ method: 'POST', path, json, ...headers });
  }

  /** A page's HTML, or what an app is told, in its body. */
  open(path: string): Promise<ProductAnswer> {
    return this.product.request({ method: 'GET', path });
  }

  /** The form's own key, the same when it has to be sent again; the answer when the page has no form. */
  async formKey(path: string, deedKey: string): Promise<string | ProductAnswer> {
    const known = (await this.deeds.find(deedKey))?.content['form'];
    if (typeof known === 'string') return known;
    const page = await this.open(path);
    const form = page.status === 200 ? hiddenField(page, 'key') : undefined;
    if (form === undefined) return page;
    await this.deeds.note(deedKey, { form });
    return form;
  }

  /** A form that was accepted leads on: its answer counts as 201, with where it led to as the body. */
  async send(path: string, fields: Readonly<Record<string, string>>): Promise<ProductAnswer> {
    const answer = await this.product.request({
      ...{ method: 'POST', path, text: new URLSearchParams(fields).toString() },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    return answer.status === 303 ? { ...answer, status: 201, body: answer.headers.get('location') ?? '' } : answer;
  }
}

/** Once, or twice at the same moment by an impatient hand. */
export const clicked = (twice: boolean, send: () => Promise<ProductAnswer>): Promise<ProductAnswer[]> =>
  Promise.all(twice ? [send(), send()] : [send()]);

/** What a page carries along in a form; undefined when it has no such field. */
export const hiddenField = (page: ProductAnswer, name: string): string | undefined =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(String(page.body))?.[1];

/** The id after a word in an address, for instance of the return after `returns`. */
export const idAfter = (word: string, address: unknown): string =>
  new RegExp(`/${word}/([0-9a-f-]{36})`).exec(String(address))?.[1] ?? '';
