import { Body, Controller, Get, HttpCode, Injectable, Module, Param, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsString, Length, Min, ValidateNested } from 'class-validator';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { draft, Outbox } from '#messaging';
import { MerchantRegistered } from '#contracts';
import {
  CurrentActor,
  decodeCursor,
  defineService,
  IdPipe,
  limitOf,
  merchantOf,
  pageOf,
  PageQuery,
  Public,
  RawBody,
  Roles,
  ServiceConfig,
  StreamBody,
  StreamedBody,
  type Actor,
  type Page,
} from '#platform';

/** Settings of the sample: one number with a rule. */
export class SampleConfig extends ServiceConfig {
  @IsInt() @Min(1) GREETINGS_MAX: number = 3;
}

class PersonDto {
  @IsString() @Length(1, 50) name!: string;
}

class GreetDto {
  @IsString() @Length(1, 100) text!: string;
  @ValidateNested() @Type(() => PersonDto) to!: PersonDto;
  @IsArray() @ValidateNested({ each: true }) @Type(() => PersonDto) copies!: PersonDto[];
}

class ListQuery extends PageQuery {
  @IsString() @Length(1, 10) prefix: string = 'g';
}

@Injectable()
class GreetingsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    readonly config: SampleConfig,
  ) {}

  greet(text: string): Promise<string> {
    return this.dataSource.transaction(async (tx) => {
      const id = uuidv7();
      await tx.query('INSERT INTO greetings (id, text) VALUES ($1, $2)', [id, text]);
      const data = { merchantId: id, name: text, defaultLanguage: 'tr', currency: 'TRY' };
      await this.outbox.append(tx, [draft(MerchantRegistered, { merchantId: id, key: id }, data)]);
      return id;
    });
  }

  list(after: string | undefined, limit: number): Promise<{ id: string; text: string }[]> {
    return this.dataSource.query('SELECT id, text FROM greetings WHERE id > $1 ORDER BY id LIMIT $2', [
      after ?? '00000000-0000-0000-0000-000000000000',
      limit,
    ]);
  }
}

@Controller('v1/greetings')
class GreetingsController {
  constructor(
    private readonly greetings: GreetingsService,
    private readonly dataSource: DataSource,
  ) {}

  @Roles('merchant')
  @Post()
  async greet(@Body() body: GreetDto): Promise<{ id: string }> {
    return { id: await this.greetings.greet(body.text) };
  }

  @Get()
  async list(@Query() query: ListQuery): Promise<Page<{ id: string; text: string }>> {
    const limit = limitOf(query);
    const rows = await this.greetings.list(decodeCursor(query.after, 'text')?.[0], limit + 1);
    return pageOf(rows, limit, (row) => [row.id]);
  }

  @Get('merchant')
  merchant(@CurrentActor() actor: Actor, @Query('merchantId') merchantId?: string): { merchantId: string } {
    return { merchantId: merchantOf(actor, merchantId) };
  }

  @Public()
  @Post('echo')
  @HttpCode(200)
  echo(@Body() body: unknown, @RawBody() raw: Buffer): unknown {
    return { body, bytes: raw.length };
  }

  @Public()
  @Post('feed')
  @HttpCode(200)
  @StreamedBody(['text/csv'], 100_000)
  async feed(@StreamBody() body: Readable): Promise<{ bytes: number }> {
    let bytes = 0;
    await pipeline(body, async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) bytes += chunk.length;
    });
    return { bytes };
  }

  @Public()
  @Get('crash')
  crash(): never {
    throw new Error('secret detail of ayse@example.com');
  }

  @Public()
  @Get('twice')
  async twice(): Promise<void> {
    const id = uuidv7();
    for (const text of ['a', 'b']) await this.dataSource.query('INSERT INTO greetings VALUES ($1, $2)', [id, text]);
  }

  @Public()
  @Get('slow')
  async slow(): Promise<{ done: boolean }> {
    await this.dataSource.query('SELECT pg_sleep(0.5)');
    return { done: true };
  }

  @Public()
  @Get('by-id/:id')
  byId(@Param('id', IdPipe) id: string): { id: string } {
    return { id };
  }
}

class CreateGreetings1790000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE greetings (id uuid PRIMARY KEY, text text NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE greetings');
  }
}

@Module({ controllers: [GreetingsController], providers: [GreetingsService] })
class SampleModule {}

/** A service with one route of each kind. */
export const sampleService = defineService({
  name: 'sample',
  config: SampleConfig,
  module: SampleModule,
  entities: [],
  migrations: [CreateGreetings1790000000001],
});
