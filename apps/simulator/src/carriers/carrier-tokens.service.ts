import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SimulatorConfig } from '../config.js';
import type { NativeCarrier, WireAnswer } from './domain/carrier-wire.js';
import { readTokenRequest, tokenAnswer, tokenPath, unauthorised } from './domain/token-wire.js';

/** Carriers' token servers. A carrier without a client in the configuration lets everybody ask. */
@Injectable()
export class CarrierTokensService {
  /** Tokens by carrier, and until when they count. */
  private readonly tokens = new Map<string, Map<string, number>>();
  private readonly clients: ReadonlyMap<string, string>;
  /** How often each carrier gave a token. */
  private readonly given = new Map<string, number>();

  constructor(private readonly config: SimulatorConfig) {
    this.clients = new Map(
      config.CARRIER_CLIENTS.split(',').map((part) => {
        const at = part.indexOf('=');
        return [part.slice(0, at), part.slice(at + 1)];
      }),
    );
  }

  isTokenPath(carrier: NativeCarrier, path: string): boolean {
    return tokenPath(carrier) === path;
  }

  give(carrier: NativeCarrier, authorization: string, body: string): WireAnswer {
    const { clientId, clientSecret, grantType } = readTokenRequest(carrier, authorization, body);
    const isKnown = this.clients.get(carrier) === `${clientId}:${clientSecret}`;
    if (!isKnown || grantType !== 'client_credentials') return unauthorised(carrier);
    const token = randomBytes(24).toString('base64url');
    const lifeSeconds = this.config.CARRIER_TOKEN_SECONDS;
    this.of(carrier).set(token, Date.now() + lifeSeconds * 1_000);
    this.given.set(carrier, this.timesGiven(carrier) + 1);
    return tokenAnswer(carrier, token, lifeSeconds, clientId);
  }

  timesGiven(carrier: string): number {
    return this.given.get(carrier) ?? 0;
  }

  /** What the carrier says instead of an answer; null when the token counts or none is needed. */
  refusal(carrier: NativeCarrier, authorization: string): WireAnswer | null {
    if (!this.clients.has(carrier)) return null;
    const until = this.of(carrier).get(authorization.replace(/^Bearer /, '')) ?? 0;
    return until > Date.now() ? null : unauthorised(carrier);
  }

  /** No token that was given counts any more, before its time. */
  revoke(carrier: string): void {
    this.of(carrier).clear();
  }

  private of(carrier: string): Map<string, number> {
    const known = this.tokens.get(carrier) ?? new Map<string, number>();
    this.tokens.set(carrier, known);
    return known;
  }
}
