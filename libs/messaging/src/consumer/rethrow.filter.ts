import { Catch, type ExceptionFilter } from '@nestjs/common';

/**
 * Lets the original error out. Nest's own filter turns every error into a plain "Internal server error" object
 * before a transport sees it; then nobody could tell a deadlock from a poison message.
 */
@Catch()
export class RethrowFilter implements ExceptionFilter {
  catch(error: unknown): never {
    throw error;
  }
}
