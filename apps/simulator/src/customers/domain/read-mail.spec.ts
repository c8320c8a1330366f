import { describe, expect, it } from '@jest/globals';
import { externalIdOf, orderNumberIn } from '../../store/domain/shop-order.js';
import { linksOf } from './read-mail.js';

describe('what a customer takes from a mail', () => {
  it('is the page of the order', () => {
    const mail = 'Demo · Order R123456-1001\n\nFollow your order:\nhttp://127.0.0.1:3000/track/abc_DEF-9\n';
    expect(linksOf(mail)).toEqual({ token: 'abc_DEF-9', survey: null });
  });

  it('is the survey with its best score', () => {
    const scores = [0, 1, 10].map((score) => `${score}: http://x/v1/surveys/li-nk_1?score=${score}`).join('\n');
    expect(linksOf(`${scores}\nhttp://x/track/t`)?.survey).toEqual({ link: 'li-nk_1', scoreMax: 10 });
  });

  it('is nothing in a mail to somebody else', () => {
    expect(linksOf('Open Kervan:\nhttp://127.0.0.1:3000/')).toBeNull();
  });

  it.each(['rest', 'shopify'] as const)('is the number of an order of a %s store of this world', (platform) => {
    const number = orderNumberIn('seed', `Demo · Order ${externalIdOf('seed', platform, 57)}\n`);
    expect(number).toBe(57);
    expect(orderNumberIn('other', `Order ${externalIdOf('seed', platform, 57)}`)).toBeNull();
  });
});
