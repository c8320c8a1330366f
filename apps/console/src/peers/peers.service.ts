import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { ProblemError, type Actor, type ProblemDetail } from '#platform';
import { ConsoleConfig } from '../config.js';

/** The services behind the front. */
export const peerNames = ['order', 'supplier-sync', 'shipping-tracker', 'after-sales', 'notification'] as const;
export type PeerName = (typeof peerNames)[number];
/** The peers and the console itself, which parks messages like everybody. */
export type ServiceName = PeerName | 'console';
export const serviceNames: readonly ServiceName[] = [...peerNames, 'console'];

/** Where the console's own parked messages are. */
export const OWN_PARKED_PATH = 'v1/console/parked';

/** The one that is asked for, or all. */
export const servicesOf = (service: ServiceName | undefined): readonly ServiceName[] =>
  service === undefined ? serviceNames : [service];

/** Who asks, and with what: services see the person's own key and decide for themselves. */
export interface Asking {
  readonly actor: Actor;
  readonly authorization: string;
}

/** One question to a service. */
export interface Question {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  /** The asking person's own credentials: a service decides for itself what they may see. */
  readonly authorization?: string;
  readonly body?: unknown;
  readonly timeoutMs?: number;
}

/** What a service said. `status` 0: it could not be reached, `detail` says why. */
export interface Answer {
  readonly service: ServiceName;
  readonly status: number;
  readonly body: unknown;
  readonly detail: string | null;
  readonly latencyMs: number;
}

/** A service that could not be asked. What it holds is missing from the answer. */
export interface Unreachable {
  readonly service: ServiceName;
  readonly detail: string;
}

/** What every service has of something, told by service. */
export interface ByServiceDto {
  readonly items: readonly ({ readonly service: ServiceName } & Readonly<Record<string, unknown>>)[];
  readonly unreachable: readonly Unreachable[];
}

/** A page waits for the slowest service; a healthy one answers such questions within 100 ms. */
const QUESTION_TIMEOUT_MS = 2_000;
/** How long signing in waits for a fresh key to reach every service. */
const ACCEPTANCE_TIMEOUT_MS = 3_000;
/** Pause between two looks whether the key has arrived. */
const ACCEPTANCE_POLL_MS = 40;

/** Asks the other services what a person is waiting for. */
@Injectable()
export class Peers {
  private readonly urls: Readonly<Record<PeerName, string>>;

  constructor(
    config: ConsoleConfig,
    private readonly adapterHost: HttpAdapterHost,
  ) {
    this.urls = {
      order: config.ORDER_URL,
      'supplier-sync': config.SUPPLIER_SYNC_URL,
      'shipping-tracker': config.SHIPPING_TRACKER_URL,
      'after-sales': config.AFTER_SALES_URL,
      notification: config.NOTIFICATION_URL,
    };
  }

  urlOf(peer: PeerName): string {
    return this.urls[peer];
  }

  /** The console's own messages are elsewhere: `v1/parked` is here the view over all services. */
  parkedPathOf(service: ServiceName): string {
    return service === 'console' ? `/${OWN_PARKED_PATH}` : '/v1/parked';
  }

  /** Never rejects: an unreachable service is an answer too. */
  async ask(service: ServiceName, question: Question): Promise<Answer> {
    const startedAt = performance.now();
    const answer = await (service === 'console' ? this.askSelf(question) : this.askPeer(service, question)).catch(
      (error: unknown) => ({ status: 0, body: undefined, detail: reasonOf(error) }),
    );
    return { service, ...answer, latencyMs: Math.round(performance.now() - startedAt) };
  }

  askAll(services: readonly ServiceName[], question: Question): Promise<Answer[]> {
    return Promise.all(services.map((service) => this.ask(service, question)));
  }

  /** Waits until every service knows a fresh key; hands back those that still do not after three seconds. */
  async waitUntilAccepted(key: string): Promise<ServiceName[]> {
    const deadline = Date.now() + ACCEPTANCE_TIMEOUT_MS;
    const question = { path: '/v1/whoami', authorization: `Bearer ${key}`, timeoutMs: 1_000 };
    let waiting = [...serviceNames];
    for (;;) {
      const answers = await this.askAll(waiting, question);
      waiting = answers.filter((answer) => answer.status !== 200).map((answer) => answer.service);
      if (waiting.length === 0 || Date.now() >= deadline) return waiting;
      await delay(ACCEPTANCE_POLL_MS);
    }
  }

  private async askPeer(peer: PeerName, question: Question): Promise<Pick<Answer, 'status' | 'body' | 'detail'>> {
    const response = await fetch(`${this.urls[peer]}${question.path}`, {
      method: question.method ?? 'GET',
      headers: headersOf(question),
      redirect: 'manual',
      signal: AbortSignal.timeout(question.timeoutMs ?? QUESTION_TIMEOUT_MS),
      ...(question.body === undefined ? {} : { body: JSON.stringify(question.body) }),
    });
    return { status: response.status, body: parse(await response.text()), detail: null };
  }

  /** In process: the console need not know the address under which it is reached. */
  private async askSelf(question: Question): Promise<Pick<Answer, 'status' | 'body' | 'detail'>> {
    const fastify = this.adapterHost.httpAdapter.getInstance<FastifyInstance>();
    const response = await fastify.inject({
      method: question.method ?? 'GET',
      url: question.path,
      headers: headersOf(question),
      ...(question.body === undefined ? {} : { payload: JSON.stringify(question.body) }),
    });
    return { status: response.statusCode, body: parse(response.payload), detail: null };
  }
}

const headersOf = (question: Question): Record<string, string> => ({
  accept: 'application/json',
  ...(question.authorization === undefined ? {} : { authorization: question.authorization }),
  ...(question.body === undefined ? {} : { 'content-type': 'application/json' }),
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: unknown } };
  if (name === 'TimeoutError') return 'no answer in time';
  return typeof cause?.code === 'string' ? `not reachable: ${cause.code}` : 'not reachable';
}

/** Whether the service did what it was asked. */
export const isOk = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** Statuses that say that the question was wrong, the same to every service. */
const callersFault = new Set([400, 409, 422]);

/** What is wrong with the question is the caller's to know. @throws ProblemError in the words of the service. */
export function refuseLikeServices(answers: readonly Answer[]): void {
  const refusal = answers.find(({ status }) => callersFault.has(status));
  if (!refusal) return;
  const { code, detail, errors } = (refusal.body ?? {}) as { code?: string; detail?: string; errors?: ProblemDetail[] };
  throw new ProblemError(refusal.status, code ?? 'REFUSED', detail ?? `${refusal.service} refused.`, errors ?? []);
}

/** Those that did not do it, and why. */
export const unreachable = (answers: readonly Answer[]): Unreachable[] =>
  answers
    .filter((answer) => !isOk(answer))
    .map(({ service, status, detail }) => ({ service, detail: detail ?? `answered with status ${status}` }));

export const unreachableProblem = (silent: readonly Unreachable[]): ProblemError =>
  new ProblemError(
    503,
    'SERVICE_UNAVAILABLE',
    `Could not ask: ${silent.map(({ service, detail }) => `${service} (${detail})`).join(', ')}.`,
    [],
    2,
  );

/** The `items` of all answers as one list, each with its service. */
export function itemsByService(answers: readonly Answer[]): ByServiceDto {
  const items = answers.filter(isOk).flatMap(({ service, body }) => {
    const { items: own } = body as { items: Record<string, unknown>[] };
    return own.map((item) => ({ service, ...item }));
  });
  return { items, unreachable: unreachable(answers) };
}
