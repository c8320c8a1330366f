import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { SimulatorConfig } from '../config.js';
import { KeysMissingError } from './product.errors.js';

/** The keys of an installation, as `npm start` leaves them. */
export interface InstallationKeys {
  merchant: string;
  operator: string;
  suppliers: Record<string, string>;
}

/** Reads the keys that the product made, and adds those that suppliers were given. */
@Injectable()
export class KeysFileService {
  private readonly file: string;

  constructor(config: SimulatorConfig) {
    this.file = config.KEYS_FILE;
  }

  /** @throws KeysMissingError until the product has written them. */
  async read(): Promise<InstallationKeys> {
    try {
      const keys = JSON.parse(await readFile(this.file, 'utf8')) as Partial<InstallationKeys>;
      if (typeof keys.merchant !== 'string' || typeof keys.operator !== 'string') throw new KeysMissingError(this.file);
      return { ...keys, merchant: keys.merchant, operator: keys.operator, suppliers: keys.suppliers ?? {} };
    } catch (error) {
      throw error instanceof KeysMissingError ? error : new KeysMissingError(this.file, error);
    }
  }

  /** Writes the file whole or not at all, readable by its owner only; leaves it alone when nothing changes. */
  async addSuppliers(suppliers: Record<string, string>): Promise<void> {
    const keys = await this.read();
    const merged = { ...keys, suppliers: { ...keys.suppliers, ...suppliers } };
    if (JSON.stringify(merged) === JSON.stringify(keys)) return;
    const draft = `${this.file}.${randomUUID()}.tmp`;
    await writeFile(draft, `${JSON.stringify(merged, null, 2)}\n`, { mode: 0o600 });
    await rename(draft, this.file);
  }
}
