import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentActor, IdPipe, Roles, type Actor } from '#platform';
import { PreviewPolicyDto } from './dto/preview-policy.dto.js';
import { PolicyPreviews, type PolicyPreview } from './policy-preview.service.js';

/** What a return policy would say, before it is activated. */
@Controller('v1/return-policies')
@Roles('merchant', 'operator')
export class PolicyPreviewController {
  constructor(private readonly previews: PolicyPreviews) {}

  /** The answers of this policy and of the active one, side by side. Changes nothing. */
  @Post(':id/preview')
  @HttpCode(200)
  preview(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: PreviewPolicyDto,
  ): Promise<PolicyPreview> {
    return this.previews.preview(id, actor.merchantId, body);
  }
}
