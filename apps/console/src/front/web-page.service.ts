import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '#platform';
import { ConsoleConfig } from '../config.js';
import { isApiPath } from './domain/routes.js';
import { HTTPS_ONLY, pageHeaders, securityHeaders } from './security-headers.js';

const INDEX = 'index.html';
/** Names of built files carry a hash of their content. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Serves the web page; it finds its own way, so every address that is no file is the page. */
@Injectable()
export class WebPage implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly config: ConsoleConfig,
  ) {}

  onModuleInit(): void {
    const fastify = this.adapterHost.httpAdapter.getInstance<FastifyInstance>();
    const headers = {
      ...securityHeaders,
      ...(this.config.PUBLIC_URL.startsWith('https:') ? { 'strict-transport-security': HTTPS_ONLY } : {}),
    };
    fastify.addHook('onRequest', (_request, reply, next) => {
      void reply.headers(headers);
      next();
    });
    // Not awaited: that would make Fastify settle the routes before Nest has set its error handler.
    void fastify.register((page) => this.mount(page));
  }

  private async mount(page: FastifyInstance): Promise<void> {
    const root = this.config.WEB_DIR === undefined ? undefined : resolve(this.config.WEB_DIR);
    if (root !== undefined) await page.register(fastifyStatic, { root, serve: false, cacheControl: false });
    page.get('/*', (request, reply) => serve(request, reply, root));
  }
}

async function serve(request: FastifyRequest, reply: FastifyReply, root: string | undefined): Promise<FastifyReply> {
  const path = pathOf(request);
  if (root === undefined || path === undefined || isApiPath(path)) throw unknownRoute();
  void reply.headers(pageHeaders);
  if (path !== '/' && (await isFile(join(root, path)))) {
    void reply.header('cache-control', path.startsWith('/assets/') ? FOR_EVER : 'no-cache');
    return reply.sendFile(path);
  }
  // A script or picture that is gone must not be answered with a page.
  if ((path !== '/' && !acceptsPage(request)) || !(await isFile(join(root, INDEX)))) throw unknownRoute();
  void reply.header('cache-control', 'no-cache');
  return reply.sendFile(INDEX);
}

const unknownRoute = (): Error => notFound('ROUTE_NOT_FOUND', 'There is no such route.');

const acceptsPage = (request: FastifyRequest): boolean => /text\/html/.test(request.headers.accept ?? '');

/** The decoded path, or undefined when it is not one that a file of ours could have. */
function pathOf(request: FastifyRequest): string | undefined {
  try {
    const path = decodeURIComponent(request.url.split('?', 1)[0] ?? '/');
    return path.includes('\0') || path.split(/[/\\]/).some((part) => part.startsWith('.')) ? undefined : path;
  } catch {
    return undefined;
  }
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
