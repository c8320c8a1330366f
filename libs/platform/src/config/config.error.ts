/** The environment does not describe a service that can run. Lists every fault, never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'INVALID_CONFIG';
  constructor(
    service: string,
    /** One line per fault, starting with the variable's name. */
    readonly faults: readonly string[],
  ) {
    super(`${service} cannot start with this environment:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}
