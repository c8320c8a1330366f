import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Channel } from '#contracts';
import { settleEffect } from '#messaging';
import { NotificationConfig } from '../config.js';
import {
  isNews,
  type ChannelAnswer,
  type ChannelReport,
  type ReportedStatus,
} from '../delivery/channels/domain/channel-report.js';
import { optOutOf } from '../delivery/channels/domain/opt-out.js';
import { messageIdWith } from '../notifications/domain/message-id.js';
import { SuppressionsService } from '../suppressions/suppressions.service.js';

interface ReportedMessage {
  id: string;
  channel: Channel;
  provider_status: ReportedStatus | null;
}

/** Keeps how far messages came on channels whose servers tell, and what people answer. */
@Injectable()
export class ChannelReportsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly suppressions: SuppressionsService,
    private readonly config: NotificationConfig,
  ) {}

  /**
   * Takes a report. Reports come twice and in any order: what says nothing new changes nothing. A message that did not
   * arrive is pending again, for the next channel of the rules; without one it has failed.
   */
  async take(report: ChannelReport): Promise<void> {
    const messageId = messageIdWith(report.token, this.config.MAIL_FROM);
    await this.dataSource.transaction(async (tx) => {
      const [message] = await tx.query<ReportedMessage[]>(
        `SELECT id, channel, provider_status FROM notifications
          WHERE message_id = $1 AND channel = $2 AND attempts > 0 FOR UPDATE`,
        [messageId, report.channel],
      );
      if (!message || !isNews(message.provider_status, report.status)) return;
      await tx.query(`UPDATE notifications SET provider_status = $2, provider_id = $3 WHERE id = $1`, [
        ...[message.id, report.status, report.providerId],
      ]);
      if (report.status !== 'failed') return;
      const attempt = { kind: report.channel, idempotencyKey: messageId };
      await settleEffect(tx, attempt, { outcome: 'refused', detail: report.reason });
      await tx.query(
        `UPDATE notifications SET status = 'pending', sent_at = NULL, status_reason = $3, tried = tried || $2::text,
                next_attempt_at = now() WHERE id = $1 AND status IN ('sent', 'pending') AND NOT $2 = ANY (tried)`,
        [message.id, report.channel, report.reason],
      );
    });
  }

  /** STOP ends messages to a number, START begins them again; everything else is for people to read. */
  async hear({ from, text }: ChannelAnswer): Promise<void> {
    const wish = optOutOf(text);
    if (wish === 'stop') await this.suppressions.stop(from);
    if (wish === 'start') await this.suppressions.start(from);
  }
}
