import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import type { Actor, Page } from '#platform';
import { CurrentActor, IdPipe, merchantOf, merchantScope, Roles } from '#platform';
import { CreateSupplierDto } from './dto/create-supplier.dto.js';
import { ListSuppliersDto, MerchantQueryDto } from './dto/list-suppliers.dto.js';
import type { SupplierResponseDto } from './dto/supplier-response.dto.js';
import { supplierResponse } from './dto/supplier-response.dto.js';
import { UpdateSupplierDto } from './dto/update-supplier.dto.js';
import { SuppliersService } from './suppliers.service.js';

@Controller('v1/suppliers')
@Roles('merchant', 'operator')
export class SuppliersController {
  constructor(private readonly suppliers: SuppliersService) {}

  @Post()
  async createSupplier(
    @CurrentActor() actor: Actor,
    @Query() query: MerchantQueryDto,
    @Body() body: CreateSupplierDto,
  ): Promise<SupplierResponseDto> {
    const supplier = await this.suppliers.createSupplier(merchantOf(actor, query.merchantId), body);
    return supplierResponse(supplier, supplier.webhookSecret);
  }

  @Get()
  async listSuppliers(
    @CurrentActor() actor: Actor,
    @Query() query: ListSuppliersDto,
  ): Promise<Page<SupplierResponseDto>> {
    const page = await this.suppliers.listSuppliers(merchantScope(actor, query.merchantId), query);
    return { ...page, items: page.items.map((supplier) => supplierResponse(supplier)) };
  }

  @Get(':id')
  async getSupplier(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: MerchantQueryDto,
  ): Promise<SupplierResponseDto> {
    return supplierResponse(await this.suppliers.getSupplier(id, merchantScope(actor, query.merchantId)));
  }

  /** A secret that this change made is shown here, once. */
  @Patch(':id')
  async updateSupplier(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: MerchantQueryDto,
    @Body() body: UpdateSupplierDto,
  ): Promise<SupplierResponseDto> {
    const scope = merchantScope(actor, query.merchantId);
    const { supplier, newSecret } = await this.suppliers.updateSupplier(id, scope, body);
    return supplierResponse(supplier, newSecret);
  }
}
