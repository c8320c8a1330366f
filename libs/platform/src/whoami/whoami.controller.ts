import { Controller, Get } from '@nestjs/common';
import { CurrentActor, type Actor } from '../access/actor.js';

/** Tells the holder of a key what the key is. */
@Controller('v1/whoami')
export class WhoamiController {
  @Get()
  whoami(@CurrentActor() actor: Actor): Actor {
    return actor;
  }
}
