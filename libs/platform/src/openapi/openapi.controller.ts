import { Controller, Get } from '@nestjs/common';
import { Public } from '../access/actor.js';
import { OpenApiDocument } from './openapi-document.js';

/** The service's HTTP surface as OpenAPI 3. */
@Public()
@Controller('openapi.json')
export class OpenApiController {
  constructor(private readonly document: OpenApiDocument) {}

  @Get()
  get(): Promise<object> {
    return this.document.get();
  }
}
