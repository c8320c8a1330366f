import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Public } from '#platform';
import { CustomersWorker } from './customers.worker.js';
import { PlaceOrdersDto } from './dto/place-orders.dto.js';
import { OrderBookService, type PlacedOrder } from './order-book.service.js';

/** Control of the simulated stores, for checks and demonstrations. */
@Public()
@Controller('sim/store')
export class StoreController {
  constructor(
    private readonly book: OrderBookService,
    private readonly customers: CustomersWorker,
  ) {}

  /** Orders are written down at once and sent at once; what became of them stands in the ledger. */
  @Post('orders')
  @HttpCode(202)
  async placeOrders(@Body() body: PlaceOrdersDto): Promise<{ orders: PlacedOrder[] }> {
    const { count = 1, platform, ...wishes } = body;
    const orders = await this.book.place({ count, origin: 'request', wishes, ...(platform ? { platform } : {}) });
    return { orders };
  }

  @Post('pause')
  @HttpCode(204)
  pause(): Promise<void> {
    return this.customers.setPaused(true);
  }

  @Post('resume')
  @HttpCode(204)
  resume(): Promise<void> {
    return this.customers.setPaused(false);
  }
}
