import { Injectable, type PipeTransform } from '@nestjs/common';
import { experienceNotFound } from './experience.errors.js';

/** Counts that fit the database's integers; no snapshot has another number. */
const VERSION = /^\d{1,9}$/;

/** Reads the number of a snapshot from an address. */
@Injectable()
export class VersionPipe implements PipeTransform<string, number> {
  /** @throws experienceNotFound for whatever cannot be one. */
  transform(value: string): number {
    if (!VERSION.test(value)) throw experienceNotFound(value);
    return Number(value);
  }
}
