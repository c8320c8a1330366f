import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { returnReasons, type ReturnReason } from '#contracts';

/** Lines of one order at most: as at intake. */
export const LINES_MAX = 500;
/** Units of one line at most: as at intake. */
export const QUANTITY_MAX = 100_000;

/** One line or more. */
export const Lines =
  (type: () => new () => object): PropertyDecorator =>
  (target, key) => {
    const rules = [IsArray(), ArrayMinSize(1), ArrayMaxSize(LINES_MAX), ValidateNested({ each: true }), Type(type)];
    for (const rule of rules) rule(target, key);
  };

/** Units of one line of the order. */
export class UnitsDto {
  @IsUUID() lineId!: string;
  @IsInt() @Min(1) @Max(QUANTITY_MAX) quantity!: number;
}

export class ReturnLineDto extends UnitsDto {
  @IsIn([...returnReasons]) reasonCode!: ReturnReason;
}

export class AssessReturnDto {
  @Lines(() => ReturnLineDto) lines!: ReturnLineDto[];
}
