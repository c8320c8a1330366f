import type { Translate } from '#platform';
import type { MessageKey } from './i18n/en.js';

/** Messages of the browser, in words: what stands there in each state, and on the button. */
export interface PushView {
  readonly title: string;
  /** Where subscriptions go. */
  readonly at: string;
  readonly words: Readonly<Record<'off' | 'on' | 'denied' | 'failed' | 'start' | 'stop', string>>;
}

/** @param at where subscriptions go. */
export const pushView = (say: Translate<MessageKey>, at: string): PushView => ({
  ...{ title: say('push.title'), at },
  words: {
    ...{ off: say('push.off'), on: say('push.on'), denied: say('push.denied'), failed: say('push.failed') },
    ...{ start: say('push.start'), stop: say('push.stop') },
  },
});
