/** An answer of the product with its body read. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** A client of the product's HTTP interface as a partner would write one. */
export class Api {
  constructor(
    private readonly url: string,
    private readonly key?: string,
  ) {}

  withKey(key: string): Api {
    return new Api(this.url, key);
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.send<T>('GET', path);
  }

  post<T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.send<T>('POST', path, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
  }

  /** @throws Error with the answer's body when it is not a 2xx. */
  async expectGet<T>(path: string): Promise<T> {
    const { status, body } = await this.get<T>(path);
    if (status >= 300) throw new Error(`GET ${path} answered ${String(status)}: ${JSON.stringify(body)}`);
    return body;
  }

  /** @throws Error with the answer's body when it is not a 2xx. */
  async expectPost<T>(path: string, payload: unknown, headers: Record<string, string> = {}): Promise<T> {
    const { status, body } = await this.post<T>(path, payload, headers);
    if (status >= 300) throw new Error(`POST ${path} answered ${String(status)}: ${JSON.stringify(body)}`);
    return body;
  }

  async send<T>(
    method: string,
    path: string,
    body?: string | Buffer,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: { ...(this.key ? { authorization: `Bearer ${this.key}` } : {}), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text) as T };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
