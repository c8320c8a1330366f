import { Injectable } from '@nestjs/common';
import { SimulatorConfig } from '../config.js';
import type { ProductAnswer } from './domain/answer.js';
import { ProductUnreachableError, SetUpRefusedError } from './product.errors.js';

export interface ProductRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PATCH';
  path: string;
  /** API key. */
  key?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is; name its content type in `headers`. */
  text?: string;
  timeoutMs?: number;
}

/** What a patient client waits for an answer. */
const TIMEOUT_MS = 10_000;

/** The product as outsiders see it: one address, HTTP. */
@Injectable()
export class ProductService {
  private readonly base: string;

  constructor(config: SimulatorConfig) {
    this.base = config.PRODUCT_URL.replace(/\/$/, '');
  }

  /** @throws ProductUnreachableError when there is no answer; any status is an answer. */
  async request(request: ProductRequest): Promise<ProductAnswer> {
    const body = request.text ?? (request.json === undefined ? undefined : JSON.stringify(request.json));
    try {
      const response = await fetch(`${this.base}${request.path}`, {
        method: request.method,
        redirect: 'manual',
        signal: AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS),
        headers: {
          ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
          ...(request.key === undefined ? {} : { authorization: `Bearer ${request.key}` }),
          ...request.headers,
        },
        ...(body === undefined ? {} : { body }),
      });
      return { status: response.status, headers: response.headers, body: parsed(await response.text()) };
    } catch (error) {
      throw new ProductUnreachableError(request.path, error);
    }
  }

  /**
   * For what must work: the body of a 2xx answer.
   * @throws SetUpRefusedError on any other answer.
   */
  async expect<T>(request: ProductRequest): Promise<T> {
    const answer = await this.request(request);
    if (answer.status < 200 || answer.status >= 300) {
      throw new SetUpRefusedError(`${request.method} ${request.path}`, answer.status, answer.body);
    }
    return answer.body as T;
  }

  /** Every item of a list, page after page. */
  async list<T>(path: string, key: string): Promise<T[]> {
    const items: T[] = [];
    let after: string | null = null;
    do {
      const cursor: string = after === null ? '' : `&after=${encodeURIComponent(after)}`;
      const page: { items: T[]; next: string | null } = await this.expect({
        method: 'GET',
        path: `${path}${path.includes('?') ? '&' : '?'}limit=200${cursor}`,
        key,
      });
      items.push(...page.items);
      after = page.next;
    } while (after !== null);
    return items;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
