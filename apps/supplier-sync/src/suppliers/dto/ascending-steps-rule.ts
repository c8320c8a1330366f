import { ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';

/** Each step carries more than the one before. */
@ValidatorConstraint({ name: 'ascendingSteps' })
export class AscendingStepsRule implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    if (!Array.isArray(value)) return false;
    const grams = value.map((step: unknown) => (step as { upToGrams?: unknown } | null)?.upToGrams);
    return grams.every((upTo, at) => at === 0 || Number(grams[at - 1]) < Number(upTo));
  }

  defaultMessage(): string {
    return 'steps must ascend by upToGrams';
  }
}
