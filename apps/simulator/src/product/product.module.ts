import { Global, Module } from '@nestjs/common';
import { KeysFileService } from './keys-file.service.js';
import { ProductService } from './product.service.js';

@Global()
@Module({ providers: [ProductService, KeysFileService], exports: [ProductService, KeysFileService] })
export class ProductModule {}
