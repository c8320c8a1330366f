import { Controller, type Type } from '@nestjs/common';
import { Roles } from '../access/actor.js';
import { ParkedController } from './parked.controller.js';

/** The operators' routes for parked messages under another path, for a service that uses `v1/parked` itself. */
export function parkedControllerAt(path: string): Type {
  @Roles('operator')
  @Controller(path)
  class ServiceParkedController extends ParkedController {}
  return ServiceParkedController;
}
