import { startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { notificationService } from '../src/service.js';
import type { MailSink } from './mail-sink.js';

/** Starts the service with a mail server of its own. */
export const startMailing = async (sink: MailSink, env: Record<string, string>): Promise<ServiceUnderTest> =>
  startServiceUnderTest(notificationService, { SMTP_URL: await sink.start(), ...env });

/** Stops both: the service first, which may be speaking to the server. */
export async function stopMailing(service: ServiceUnderTest, sink: MailSink): Promise<void> {
  await service.stop();
  await sink.stop();
}
