import { IsArray, IsIn, IsInt, IsOptional, IsString, Length } from 'class-validator';
import { serviceNames, type ServiceName } from '../peers/peers.service.js';

export class ReplaysQuery {
  @IsOptional() @IsIn(serviceNames) service?: ServiceName;
}

/** Which archived events of which service to publish again. All but the service is judged by the service itself. */
export class BeginReplayDto {
  @IsIn(serviceNames) service!: ServiceName;
  @IsString() @Length(1, 50) from!: string;
  @IsOptional() @IsString() @Length(1, 50) to?: string;
  @IsOptional() @IsString() @Length(1, 200) topic?: string;
  @IsOptional() @IsArray() @IsString({ each: true }) keys?: string[];
  @IsOptional() @IsInt() ratePerSecond?: number;
}
