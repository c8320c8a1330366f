import { Module } from '@nestjs/common';
import { CarriersModule } from '../carriers/carriers.module.js';
import { ComplaintStaff } from './complaint-staff.service.js';
import { ReturnStaff } from './return-staff.service.js';

@Module({ imports: [CarriersModule], providers: [ComplaintStaff, ReturnStaff] })
export class StaffModule {}
