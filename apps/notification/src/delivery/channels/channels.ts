import { Injectable } from '@nestjs/common';
import type { Channel } from '#contracts';
import type { ChannelPort } from './channel.port.js';
import { EmailChannel } from './email-channel.js';
import { PushChannel } from './push-channel.js';
import { SmsChannel } from './sms-channel.js';
import { WhatsAppChannel } from './whatsapp-channel.js';

/** How much can be taken on now. */
export interface ChannelCapacity {
  readonly most: number;
  /** Whether mail can leave. */
  readonly withMail: boolean;
}

/** The ways in which this installation reaches people. */
@Injectable()
export class Channels {
  private readonly all: Readonly<Record<Channel, ChannelPort>>;

  constructor(email: EmailChannel, sms: SmsChannel, whatsapp: WhatsAppChannel, push: PushChannel) {
    this.all = { email, sms, whatsapp, push };
  }

  /** Those that there are. */
  get configured(): readonly Channel[] {
    return Object.values(this.all)
      .filter(({ configured }) => configured)
      .map(({ channel }) => channel);
  }

  of(channel: Channel): ChannelPort {
    return this.all[channel];
  }

  /** Messages to take now. While the mail server is left alone only those that may go another way. */
  capacity(most: number): ChannelCapacity {
    const mail = this.all.email.capacity(most);
    if (mail > 0) return { most: mail, withMail: true };
    const others = [this.all.sms, this.all.whatsapp, this.all.push].map((channel) => channel.capacity(most));
    return { most: Math.max(...others), withMail: false };
  }
}
