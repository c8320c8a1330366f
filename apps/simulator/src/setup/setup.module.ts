import { Module } from '@nestjs/common';
import { StoreModule } from '../store/store.module.js';
import { SuppliersModule } from '../suppliers/suppliers.module.js';
import { SetupService } from './setup.service.js';

@Module({ imports: [StoreModule, SuppliersModule], providers: [SetupService], exports: [SetupService] })
export class SetupModule {}
