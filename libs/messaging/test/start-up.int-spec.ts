import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { KeyIssued, KeyRevoked, NotificationFailed, NotificationSent } from '#contracts';
import { Consumer, Ignore, InProcessBus, On } from '../src/index.js';
import { openServiceDatabase, type ServiceDatabase } from './support/service-database.js';
import { startTestService } from './support/test-service.js';

@Consumer()
class ForgetfulConsumer {
  @On(NotificationSent)
  onNotificationSent(): Promise<void> {
    return Promise.resolve();
  }
}

@Consumer()
class SecondConsumer {
  @On(NotificationSent)
  onNotificationSent(): Promise<void> {
    return Promise.resolve();
  }
}

@Consumer()
@Ignore(NotificationFailed, NotificationSent)
class IgnoringConsumer {}

@Consumer()
class AccessConsumer {
  @On(KeyIssued)
  onKeyIssued(): Promise<void> {
    return Promise.resolve();
  }

  @On(KeyRevoked)
  onKeyRevoked(): Promise<void> {
    return Promise.resolve();
  }
}

@Module({ controllers: [ForgetfulConsumer] })
class ForgetfulModule {}
@Module({ controllers: [ForgetfulConsumer, SecondConsumer] })
class TwiceModule {}
@Module({ controllers: [ForgetfulConsumer, IgnoringConsumer] })
class ContradictingModule {}
@Module({ controllers: [IgnoringConsumer, AccessConsumer] })
class AccessModule {}

describe('start-up of a consuming service', () => {
  let database: ServiceDatabase;
  beforeAll(async () => {
    database = await openServiceDatabase();
  });
  afterAll(() => database.drop());

  const start = (module: new () => object) => startTestService(database.dataSource, new InProcessBus(), { module });

  it('fails when a consumed topic has an event type that is neither handled nor ignored', async () => {
    await expect(start(ForgetfulModule)).rejects.toMatchObject({
      code: 'UNHANDLED_EVENT_TYPES',
      types: ['notification.failed@1'],
    });
  });

  it('fails when one event type has two handlers', async () => {
    await expect(start(TwiceModule)).rejects.toMatchObject({ code: 'DUPLICATE_EVENT_HANDLER' });
  });

  it('fails when one event type is handled and ignored', async () => {
    await expect(start(ContradictingModule)).rejects.toMatchObject({ code: 'DUPLICATE_EVENT_HANDLER' });
  });

  it('subscribes only to topics that have a handler', async () => {
    const subscribed: string[] = [];
    const bus = new InProcessBus();
    const subscribe = bus.subscribe.bind(bus);
    bus.subscribe = (subscription) => {
      subscribed.push(...subscription.topics);
      return subscribe(subscription);
    };

    await expect(startTestService(database.dataSource, bus, { module: AccessModule })).rejects.toThrow(
      'EffectsConsumer',
    );

    expect(subscribed).toEqual(['kervan.access.v1']);
  });
});
