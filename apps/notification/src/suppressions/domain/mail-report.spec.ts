import { describe, expect, it } from '@jest/globals';
import { readMailReport, type ReportPart } from './mail-report.js';
import { suppressionOf } from './suppression.js';

const original: ReportPart = {
  mimeType: 'text/rfc822-headers',
  content: 'Subject: x\r\nMessage-Id: <a@shop.example>\r\n',
};
const delivery = (fields: string): ReportPart => ({ mimeType: 'message/delivery-status', content: fields });

describe('a report about a message', () => {
  it('is a bounce of a dead address when the address is judged for good', () => {
    const fields =
      'Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822;\r\n Ayse@Example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n';
    expect(readMailReport([delivery(fields), original])).toEqual({
      kind: 'bounce',
      messageId: '<a@shop.example>',
      recipient: 'ayse@example.com',
      status: '5.1.1',
      addressIsDead: true,
    });
  });

  it('says nothing of the address when the mailbox is full, a policy refuses or it is only late', () => {
    const about = (action: string, status: string) =>
      readMailReport([delivery(`Final-Recipient: rfc822; a@b.c\nAction: ${action}\nStatus: ${status}`), original]);
    expect(about('failed', '5.2.2')?.addressIsDead).toBe(false);
    expect(about('failed', '5.7.1')?.addressIsDead).toBe(false);
    expect(about('delayed', '4.4.1')).toBeNull();
    expect(about('delivered', '2.0.0')).toBeNull();
    expect(about('failed', '5.1.1 (no such user)')?.status).toBe('5.1.1');
  });

  it('is a complaint unless it says that the message is no spam', () => {
    const feedback = (type: string) =>
      readMailReport([{ mimeType: 'message/feedback-report', content: `Feedback-Type: ${type}\n` }, original]);
    expect(feedback('abuse')).toMatchObject({ kind: 'complaint', messageId: '<a@shop.example>', recipient: null });
    expect(feedback('not-spam')).toBeNull();
  });

  it('is nothing without the message that it is about', () => {
    expect(readMailReport([delivery('Action: failed\nStatus: 5.1.1')])).toBeNull();
    expect(readMailReport([])).toBeNull();
  });
});

describe('an address that is not written to', () => {
  it('gets what its reason still allows', () => {
    expect(suppressionOf(['UNSUBSCRIBED'], 'survey-asked')).toBe('UNSUBSCRIBED');
    expect(suppressionOf(['UNSUBSCRIBED'], 'order-shipped')).toBeNull();
    expect(suppressionOf(['COMPLAINED'], 'order-shipped')).toBe('COMPLAINED');
    expect(suppressionOf(['COMPLAINED'], 'withdrawal-acknowledged')).toBeNull();
    expect(suppressionOf(['UNSUBSCRIBED', 'BOUNCED'], 'withdrawal-acknowledged')).toBe('BOUNCED');
    expect(suppressionOf([], 'survey-asked')).toBeNull();
  });
});
