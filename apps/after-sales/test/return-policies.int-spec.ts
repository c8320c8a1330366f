import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answersToTwo, editedByTwo, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { afterSalesService } from '../src/service.js';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startServiceUnderTest(afterSalesService);
});
afterAll(() => service.stop());

const path = '/v1/return-policies';

describe('the draft of a return policy', () => {
  it('is changed by one person at a time', async () => {
    const changed = (name: string): object => ({ name, content: { windowDays: 30 } });
    const [mine, theirs] = [await service.asMerchant(), await service.asOperator()];
    const heard = await editedByTwo(mine, theirs, { path, made: { name: 'Try', content: {} }, changed });
    expect(heard).toEqual(answersToTwo('RETURN_POLICY'));
  });
});
