/** An answer as a test wants it. */
export interface TestResponse<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON, the text otherwise, undefined when empty. */
  readonly body: T;
}

/** HTTP to the service under test with one key, or none. */
export interface TestClient {
  /** The API key, or undefined. */
  readonly key: string | undefined;
  readonly keyId: string | undefined;
  get<T = unknown>(path: string, headers?: Record<string, string>): Promise<TestResponse<T>>;
  delete<T = unknown>(path: string, headers?: Record<string, string>): Promise<TestResponse<T>>;
  /** An object goes as JSON; a string or bytes go as they are: name their content type. */
  post<T = unknown>(path: string, body?: unknown, headers?: Record<string, string>): Promise<TestResponse<T>>;
  put<T = unknown>(path: string, body?: unknown, headers?: Record<string, string>): Promise<TestResponse<T>>;
  patch<T = unknown>(path: string, body?: unknown, headers?: Record<string, string>): Promise<TestResponse<T>>;
}

/** A client for one address and key. */
export function testClient(baseUrl: string, key?: string, keyId?: string): TestClient {
  // Never fits every type that a caller expects the body to have.
  const send = async (
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<TestResponse<never>> => {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...typeOf(body), ...headers },
      ...(body === undefined ? {} : { body: encode(body) }),
    });
    return { status: response.status, headers: response.headers, body: (await decode(response)) as never };
  };
  return {
    key,
    keyId,
    get: (path, headers) => send('GET', path, undefined, headers),
    delete: (path, headers) => send('DELETE', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    put: (path, body, headers) => send('PUT', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
  };
}

const isRaw = (body: unknown): body is string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array;

const typeOf = (body: unknown): Record<string, string> =>
  body === undefined || isRaw(body) ? {} : { 'content-type': 'application/json' };

const encode = (body: unknown): string | Uint8Array<ArrayBuffer> => (isRaw(body) ? body : JSON.stringify(body));

async function decode(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  return /json/.test(response.headers.get('content-type') ?? '') ? (JSON.parse(text) as unknown) : text;
}
