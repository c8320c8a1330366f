import { describe, expect, it } from '@jest/globals';
import { complaintNumberIn, droppedBecause, ownWords, type IncomingMail } from './incoming-mail.js';

const mail = (more: Partial<IncomingMail> = {}): IncomingMail => ({
  ...{ from: 'ayse@example.com', subject: 'Re: T-7Q2M4KX', text: 'Still broken.', headers: {} },
  ...more,
});

describe('a mail', () => {
  it.each<[string, Partial<IncomingMail>, string | null]>([
    ['a person', {}, null],
    ['a person whose program says so', { headers: { 'auto-submitted': 'no' } }, null],
    ['an absence notice', { headers: { 'auto-submitted': 'auto-replied; owner-email="a@b"' } }, 'AUTO_REPLY'],
    ['an older absence notice', { headers: { 'x-autoreply': 'yes' } }, 'AUTO_REPLY'],
    ['a newsletter', { headers: { 'list-id': '<news.example.com>' } }, 'BULK'],
    ['a bulk sender', { headers: { precedence: 'bulk' } }, 'BULK'],
    ['a bounce', { headers: { 'return-path': '<>' } }, 'BOUNCE'],
    ['a daemon', { from: 'MAILER-DAEMON@mx.example.com' }, 'BOUNCE'],
    ['nobody', { from: 'no-reply+17@shop.example' }, 'BOUNCE'],
    ['ourselves', { headers: { 'x-kervan-notification': '1' } }, 'OWN_MAIL'],
    ['somebody called Noreply', { from: 'noreplyson@example.com' }, null],
  ])('of %s is read or dropped', (_name, more, expected) => {
    expect(droppedBecause(mail(more))).toBe(expected);
  });

  it('belongs to the complaint that its subject names, else its text', () => {
    expect(complaintNumberIn(mail())).toBe('T-7Q2M4KX');
    expect(complaintNumberIn(mail({ subject: 'Hello', text: 'about T-7Q2M4KX' }))).toBe('T-7Q2M4KX');
    expect(complaintNumberIn(mail({ subject: 'T-7Q2M4KXY T-IOIOIOI', text: '' }))).toBeNull();
  });

  it('says what stands above the quotation, in both languages', () => {
    expect(ownWords('Still broken.\r\n\r\nOn Mon, 23 Nov 2026 at 10:00, Shop wrote:\r\n> Hello')).toBe('Still broken.');
    expect(ownWords('Hâlâ kırık.\n23 Kasım 2026 tarihinde Mağaza şunu yazdı:\n> Merhaba')).toBe('Hâlâ kırık.');
    expect(ownWords('> only a quotation')).toBe('> only a quotation');
  });
});
