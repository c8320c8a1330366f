import type { QueryRunner } from 'typeorm';

/**
 * Transactions that appended to an outbox, so that the relay is woken by those commits only. Weak: a rolled
 * back transaction needs no cleaning up.
 */
export const appendedTransactions = new WeakSet<QueryRunner>();

/** Transactions that set a timer: somebody has to look at when the next one is due. */
export const scheduledTransactions = new WeakSet<QueryRunner>();
