import { Module } from '@nestjs/common';
import { AgendaModule } from '../agenda/agenda.module.js';
import { ProductModule } from '../product/product.module.js';
import { PhonesController } from './phones.controller.js';
import { PhonesService } from './phones.service.js';

@Module({ imports: [AgendaModule, ProductModule], controllers: [PhonesController], providers: [PhonesService] })
export class PhonesModule {}
