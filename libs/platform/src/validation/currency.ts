import { ValidateBy } from 'class-validator';
import { isCurrency } from '#contracts';

/** The field is the ISO 4217 code of money that people pay with. */
export const IsCurrency = (): PropertyDecorator =>
  ValidateBy({
    name: 'isISO4217CurrencyCode',
    validator: {
      validate: isCurrency,
      defaultMessage: () => '$property must be the ISO 4217 code of a currency, in capitals',
    },
  });
