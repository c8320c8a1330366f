import { Injectable } from '@nestjs/common';
import type { ProductAnswer } from '../product/domain/answer.js';
import { ProductService } from '../product/product.service.js';

/** The shop as customers reach it: its pages as a browser without JavaScript uses them, and its address for apps. */
@Injectable()
export class ShopFront {
  constructor(private readonly product: ProductService) {}

  /** As an app asks for something. @param key of the app's own: the same again is the same thing. */
  ask(path: string, json: object, key?: string): Promise<ProductAnswer> {
    const headers = key === undefined ? {} : { headers: { 'idempotency-key': key } };
    return this.product.request({ method: 'POST', path, json, ...headers });
  }

  /** A page's HTML, or what an app is told, in its body. */
  open(path: string): Promise<ProductAnswer> {
    return this.product.request({ method: 'GET', path });
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

/** What a page carries along in a form; undefined when it has no such field. */
export const hiddenField = (page: ProductAnswer, name: string): string | undefined =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(String(page.body))?.[1];

/** The id after a word in an address, for instance of the return after `returns`. */
export const idAfter = (word: string, address: unknown): string =>
  new RegExp(`/${word}/([0-9a-f-]{36})`).exec(String(address))?.[1] ?? '';
