import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { describeDtos } from './describe-dtos.js';
import { problemResponse, problemSchema } from './problem-schema.js';

/** Paths of the platform that are for supervisors, not for users. */
const hiddenPaths = /^\/(health|metrics|openapi\.json)/;

/** What the generator returns, as far as it is changed here. */
type Operations = Record<string, { responses?: Record<string, unknown> } | undefined>;

/** Builds the OpenAPI document of a service. The generator is loaded only then: few processes are ever asked. */
export async function buildDocument(app: NestFastifyApplication, service: string): Promise<object> {
  const { ApiProperty, DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
  describeDtos(ApiProperty);
  const options = new DocumentBuilder()
    .setTitle(`Kervan ${service}`)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(app, options);
  const paths = Object.entries(document.paths).filter(([path]) => !hiddenPaths.test(path));
  for (const [, operations] of paths) addProblems(operations as Operations);
  const schemas = { ...document.components?.schemas, Problem: problemSchema };
  return { ...document, paths: Object.fromEntries(paths), components: { ...document.components, schemas } };
}

function addProblems(operations: Operations): void {
  for (const operation of Object.values(operations)) {
    if (operation?.responses) operation.responses['default'] = problemResponse;
  }
}
