import 'reflect-metadata';
import { getMetadataStorage, validateSync } from 'class-validator';
import { ConfigError } from './config.error.js';
import type { ServiceConfig } from './service-config.js';

/** The environment as a process has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads a service's settings. An empty variable counts as absent: compose files pass on empty ones.
 * @param moreFaults what the caller found wrong; listed with the rest.
 * @throws ConfigError listing every fault at once, so that one restart is enough to mend them.
 */
export function loadConfig<C extends ServiceConfig>(
  service: string,
  configClass: new () => C,
  env: Environment,
  moreFaults: readonly string[] = [],
): C {
  const config = new configClass();
  const values = config as Record<string, unknown>;
  for (const name of settingNames(configClass, config)) {
    const text = env[name];
    if (text === undefined || text === '') continue;
    values[name] = convert(text, typeOf(configClass, name, values[name]));
  }
  const faults = validateSync(config).flatMap((error) =>
    Object.values(error.constraints ?? {}).map(
      (rule) => `${error.property}: ${describe(rule, values[error.property])}`,
    ),
  );
  faults.push(...moreFaults);
  if (faults.length > 0) throw new ConfigError(service, faults);
  return config;
}

function settingNames(configClass: new () => object, config: object): Set<string> {
  const ruled = getMetadataStorage()
    .getTargetValidationMetadatas(configClass, '', false, false)
    .map((metadata) => metadata.propertyName);
  return new Set([...Object.keys(config), ...ruled]);
}

function typeOf(configClass: new () => object, name: string, fallback: unknown): string {
  if (fallback !== undefined) return typeof fallback;
  const declared: unknown = Reflect.getMetadata('design:type', configClass.prototype as object, name);
  if (declared === Number) return 'number';
  return declared === Boolean ? 'boolean' : 'string';
}

/** What cannot be converted stays text: the rule of the setting then names it. */
function convert(text: string, type: string): unknown {
  if (type === 'number') return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
  if (type === 'boolean') return booleans.get(text.trim().toLowerCase()) ?? text;
  return text;
}

const booleans = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

function describe(rule: string, value: unknown): string {
  return value === undefined ? `${rule} (it is not set)` : rule;
}
