import type { AnomalyKind } from '../checker/anomaly.js';
import type { FaultName } from '../options.js';

/** One change of one source file. Each text must stand in it exactly once. */
export interface Patch {
  readonly file: string;
  readonly changes: readonly { readonly find: string; readonly replace: string }[];
}

/** A build that breaks one promise, made from the real sources, and the faults under which that shows. */
export interface BrokenBuild {
  /** What it does instead. */
  readonly breaks: string;
  readonly patches: readonly Patch[];
  readonly faults: readonly FaultName[];
  /** How often each of them happens at least. */
  readonly rounds?: number;
  /** Whether it shows only in what happens after the order. */
  readonly afterSales?: boolean;
  /** What the checker has to call it: an anomaly of another kind may have another reason. */
  readonly shows: readonly AnomalyKind[];
  readonly orders: number;
}

const guard = `WHERE h.version = excluded.version - 1 OR ($7::boolean AND h.version < excluded.version)`;
const withoutGuard = [
  {
    find: `DO UPDATE SET version = excluded.version\n    ${guard}`,
    replace: 'DO UPDATE SET version = GREATEST(h.version, excluded.version)',
  },
  { find: 'OR $5::bigint = 1 OR EXISTS (SELECT FROM known) OR EXISTS (SELECT FROM baseline))', replace: 'OR true)' },
];

/** One message after the other, so that one statement decides. */
const onlySingles: Patch = {
  file: 'libs/messaging/src/consumer/batch-runner.ts',
  changes: [
    { find: 'return envelopes.every(follows) && noted(envelopes, ids) ?', replace: 'return noted([], ids) && false ?' },
  ],
};

/** Deliberately broken builds: each must be caught by the checker, or the checker proves nothing. */
export const brokenBuilds = {
  'watermark-relay': {
    breaks: 'the relay remembers the last sequence number that it saw, as if rows were committed in that order',
    patches: [
      {
        file: 'libs/messaging/src/relay/pending-messages.ts',
        changes: [
          { find: 'WHERE bucket = b.bucket AND', replace: 'WHERE seq > $5 AND bucket = b.bucket AND' },
          {
            find: '      perBucket,\n    ]);',
            replace:
              '      perBucket,\n      this.seen ?? 0,\n    ]);\n    for (const row of rows) this.seen = Math.max(this.seen ?? 0, Number(row.seq));',
          },
        ],
      },
    ],
    faults: ['duplicate', 'reject'],
    shows: ['lostEvent'],
    orders: 60,
  },
  'commit-before-work': {
    breaks: 'the consumer commits the offsets of a batch when it gets it, not when it is done',
    patches: [
      {
        file: 'libs/messaging/src/bus/kafka/consume-batch.ts',
        changes: [
          {
            find: 'const timer = setInterval(() => {',
            replace:
              'for (const position of batch.messages.keys()) tracker.settle(position);\n  await commit();\n  const timer = setInterval(() => {',
          },
        ],
      },
    ],
    faults: ['kill'],
    rounds: 6,
    shows: ['lostEvent'],
    orders: 60,
  },
  'no-inbox': {
    breaks: 'the consumer trusts the broker to deliver once: neither message ids nor versions are remembered',
    patches: [
      onlySingles,
      {
        file: 'libs/messaging/src/consumer/admission.ts',
        changes: [
          ...withoutGuard,
          {
            find: 'ON CONFLICT DO NOTHING\n    RETURNING message_id',
            replace: 'ON CONFLICT (consumer, message_id) DO UPDATE SET handled_at = now()\n    RETURNING message_id',
          },
        ],
      },
    ],
    faults: ['duplicate'],
    shows: ['outOfOrder', 'duplicatePurchaseOrder', 'duplicateNotification'],
    orders: 60,
  },
  'version-guard-off': {
    breaks: 'the consumer knows message ids, and not the versions of a key',
    patches: [onlySingles, { file: 'libs/messaging/src/consumer/admission.ts', changes: withoutGuard }],
    faults: ['duplicate', 'reorder'],
    shows: ['outOfOrder'],
    orders: 60,
  },
  'no-key-lock': {
    breaks: 'the outbox reads the version of a key without locking it',
    patches: [
      {
        file: 'libs/messaging/src/outbox/append-statement.ts',
        changes: [
          {
            find: 'WITH heads AS (\n    INSERT INTO outbox_key_heads AS h (topic, key, version)\n    SELECT k.topic, k.key, k.events',
            replace: 'WITH heads AS (\n    SELECT k.topic, k.key, COALESCE(h.version, 0) + k.events AS version',
          },
          {
            find: 'AS k(topic, key, events, position)\n    ORDER BY k.position\n    ON CONFLICT (topic, key) DO UPDATE SET version = h.version + excluded.version\n    RETURNING h.topic, h.key, h.version\n  )',
            replace:
              'AS k(topic, key, events, position)\n    LEFT JOIN outbox_key_heads h ON h.topic = k.topic AND h.key = k.key\n  ), saved AS (\n    INSERT INTO outbox_key_heads (topic, key, version) SELECT topic, key, version FROM heads\n    ON CONFLICT (topic, key) DO UPDATE SET version = excluded.version\n  )',
          },
        ],
      },
    ],
    faults: ['slow', 'reject'],
    rounds: 3,
    shows: ['lostEvent'],
    orders: 60,
  },
  'ack-after-failure': {
    breaks: 'the relay forgets what the broker did not take',
    patches: [
      {
        file: 'libs/messaging/src/relay/publish-lanes.ts',
        changes: [
          {
            find: 'if (error instanceof PublishError) return outcomeOf(batch, error);',
            replace: 'if (error instanceof PublishError) return outcomeOf(batch, null);',
          },
        ],
      },
    ],
    faults: ['broker-kill', 'broker-stop'],
    shows: ['lostEvent'],
    orders: 60,
  },
  'refund-under-new-key': {
    breaks: 'each attempt at a refund has a key of its own, so that the store cannot tell a repetition',
    patches: [
      {
        file: 'apps/after-sales/src/refunds/store-client.ts',
        changes: [
          {
            find: "'idempotency-key': id, ...this.signed",
            replace: "'idempotency-key': method === 'POST' ? crypto.randomUUID() : id, ...this.signed",
          },
        ],
      },
    ],
    faults: ['partner-errors', 'duplicate'],
    afterSales: true,
    shows: ['secondRefund'],
    orders: 150,
  },
  'mail-without-asking': {
    breaks: 'a mail whose outcome is not known is sent again, and nobody is asked whether it arrived',
    patches: [
      {
        file: 'apps/notification/src/delivery/delivery.service.ts',
        changes: [{ find: 'if (mail.unresolved && (await this.settleUnknown(mail))) return;', replace: '' }],
      },
    ],
    faults: ['partner-errors', 'duplicate'],
    afterSales: true,
    shows: ['duplicateNotification'],
    orders: 60,
  },
} as const satisfies Record<string, BrokenBuild>;

export type BrokenBuildName = keyof typeof brokenBuilds;
export const brokenBuildNames = Object.keys(brokenBuilds) as BrokenBuildName[];

/** @throws Error when a patch does not fit the source any more: the broken build has to follow the real one. */
export function patched(source: string, { file, changes }: Patch): string {
  return changes.reduce((text, { find, replace }) => {
    const found = text.split(find).length - 1;
    if (found !== 1) throw new Error(`a patch of ${file} fits ${String(found)} times, not once: ${find}`);
    return text.replace(find, () => replace);
  }, source);
}
