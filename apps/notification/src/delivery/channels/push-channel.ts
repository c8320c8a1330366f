import { createHash } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { NotificationConfig } from '../../config.js';
import type { Template } from '../../notifications/domain/message.js';
import { PushSubscriptionsService } from '../../push/push-subscriptions.service.js';
import type { ChannelPort, KnownStatus, OutgoingMessage, SendOutcome } from './channel.port.js';
import { outcomeOfDevices } from './domain/push-answer.js';
import { pushPayload } from './domain/push-message.js';
import { PushServices } from './push-services.js';
import type { VapidIdentity } from './vapid.js';

/** What somebody should know before the door bell rings: shown also on a device that saves its battery. */
const urgent: ReadonlySet<Template> = new Set(['out-for-delivery']);
/** Longest that push services keep a message: four weeks (Firebase Cloud Messaging), seconds. */
const TTL_MAX_SECONDS = 2_419_200;

/** Messages to the browsers in which a customer allowed them. */
@Injectable()
export class PushChannel implements ChannelPort, OnApplicationShutdown {
  readonly channel = 'push';
  private readonly services: PushServices | null;

  constructor(
    private readonly subscriptions: PushSubscriptionsService,
    private readonly config: NotificationConfig,
  ) {
    const identity = identityOf(config);
    this.services =
      identity === null
        ? null
        : new PushServices({
            ...{ identity, timeoutMs: config.WEB_PUSH_TIMEOUT_MS, allowedHosts: config.OUTBOUND_ALLOWED_HOSTS },
          });
  }

  get configured(): boolean {
    return this.services !== null;
  }

  /** Each push service has a breaker of its own: one that is down holds up its own browsers alone. */
  capacity(most: number): number {
    return this.services === null ? 0 : most;
  }

  /** The shop and the subject of the mail: nothing that the mail's own notice on the same screen would not show. */
  payloadOf({ messageId, senderName, subject, language, link }: OutgoingMessage): string {
    return pushPayload({ title: senderName, body: subject, language, link, tag: topicOf(messageId) });
  }

  /** To all browsers at once; one that took it is enough. */
  async send(message: OutgoingMessage): Promise<SendOutcome> {
    const { services } = this;
    if (!services) return { kind: 'unreachable', detail: 'NO_WEB_PUSH' };
    const parcel = {
      ...{ payload: this.payloadOf(message), topic: topicOf(message.messageId) },
      ttlSeconds: Math.min(this.config.MAIL_GIVE_UP_SECONDS, TTL_MAX_SECONDS),
      urgency: urgent.has(message.template) ? ('high' as const) : ('normal' as const),
    };
    const devices = await this.subscriptions.ofOrder(message.to);
    const answers = await Promise.all(
      devices.map(async (device) => ({ id: device.id, answer: await services.send(device, parcel) })),
    );
    const idsOf = (kind: 'gone' | 'accepted'): string[] =>
      answers.filter(({ answer }) => answer.kind === kind).map(({ id }) => id);
    await this.subscriptions.note({ gone: idsOf('gone'), reached: idsOf('accepted') });
    return outcomeOfDevices(answers.map(({ answer }) => answer));
  }

  /** Push services cannot be asked: it is sent again under the same topic, and shown once. */
  ask(): Promise<KnownStatus> {
    return Promise.resolve('unasked');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.services?.close();
  }
}

function identityOf(config: NotificationConfig): VapidIdentity | null {
  const { WEB_PUSH_PUBLIC_KEY: publicKey, WEB_PUSH_PRIVATE_KEY: privateKey } = config;
  if (publicKey === undefined || privateKey === undefined) return null;
  return { publicKey, privateKey, subject: config.WEB_PUSH_SUBJECT ?? `mailto:${config.MAIL_FROM}` };
}

/** Of a message: 32 characters of base64url, which is as much as a topic may have. */
const topicOf = (messageId: string): string =>
  createHash('sha256').update(messageId).digest().subarray(0, 24).toString('base64url');
