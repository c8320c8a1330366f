import { Module } from '@nestjs/common';
import { WishesService } from './wishes.service.js';

@Module({ providers: [WishesService], exports: [WishesService] })
export class WishesModule {}
