import pg from 'pg';

/**
 * A connection of a pool whose end is never an unhandled error. Pool and ORM take turns in listening; a connection
 * that breaks while it is handed over or thrown away has no listener, and its error would end the process. Whoever
 * uses the connection sees the failure at its query.
 */
export class PoolClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
