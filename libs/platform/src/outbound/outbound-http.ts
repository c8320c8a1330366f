import { OutboundError } from './outbound.error.js';

/** A call to somebody else's server. */
export interface OutboundRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** For the whole call, from name look-up to the last byte. Default 10,000. */
  readonly timeoutMs?: number;
}

/** What the other server said; redirects are answers like any other. */
export interface OutboundResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** HTTP to addresses that merchants and suppliers gave. */
export class OutboundHttp {
  /** @throws OutboundError */
  request(request: OutboundRequest): Promise<OutboundResponse> {
    return Promise.reject(new OutboundError('connect', request.url));
  }
}
