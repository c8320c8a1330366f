import { Controller, Get, Query } from '@nestjs/common';
import { IsString, Length } from 'class-validator';
import type { Recognition } from './domain/recognise.js';
import { RecognitionService } from './recognition.service.js';

class RecogniseQuery {
  @IsString() @Length(1, 100) number!: string;
}

@Controller('v1/carriers')
export class RecognitionController {
  constructor(private readonly recognition: RecognitionService) {}

  /** Any key may ask: the answer is about the number alone. */
  @Get('recognise')
  recognise(@Query() query: RecogniseQuery): Recognition {
    return this.recognition.recognise(query.number);
  }
}
