import { Module } from '@nestjs/common';
import { ProxyRoutes } from './proxy.service.js';
import { WebPage } from './web-page.service.js';

@Module({ providers: [ProxyRoutes, WebPage] })
export class FrontModule {}
