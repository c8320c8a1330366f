import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { sampleService } from './sample.service.js';

let sample: ServiceUnderTest;
beforeAll(async () => {
  sample = await startServiceUnderTest(sampleService);
});
afterAll(() => sample.stop());

describe('a service', () => {
  it('says that it lives and is ready', async () => {
    expect((await sample.http().get('/health/live')).body).toEqual({ status: 'ok' });
    expect((await sample.http().get('/health/ready')).body).toMatchObject({ status: 'ok' });
  });
  it('says what a key is', async () => {
    const merchant = await sample.asMerchant();
    expect(await merchant.get('/v1/whoami')).toMatchObject({ status: 200, body: { role: 'merchant' } });
  });
});
