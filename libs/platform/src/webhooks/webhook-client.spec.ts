import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { signedHeaders } from './webhook-client.js';

const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const body = '{"type":"purchase-order.created"}';

describe('the signature of a webhook', () => {
  it('is verified by the scheme’s own library, and by nothing else', () => {
    const headers = signedHeaders([secret], 'po-1', new Date(), body);

    expect(() => new Webhook(secret).verify(body, headers)).not.toThrow();
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
    expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'po-2' })).toThrow();
  });

  it('is of the moment of the attempt', () => {
    const long = new Date(Date.now() - 6 * 60_000);

    expect(() => new Webhook(secret).verify(body, signedHeaders([secret], 'po-1', long, body))).toThrow();
  });

  const file = join(import.meta.dirname, '../../../../../shared/data/suites/standard-webhooks/vectors.json');
  (existsSync(file) ? it : it.skip)('is the one of the published vector', () => {
    const { vector } = JSON.parse(readFileSync(file, 'utf8')) as { vector: Record<string, string> };
    const at = new Date(Number(vector['timestamp']) * 1000);

    for (const key of [vector['secret'], vector['secret_with_prefix']]) {
      expect(signedHeaders([key ?? ''], vector['id'] ?? '', at, vector['body'] ?? '')).toEqual({
        'webhook-id': vector['id'],
        'webhook-timestamp': vector['timestamp'],
        'webhook-signature': vector['signature'],
      });
    }
  });
});
