import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Paths of the platform that are for supervisors, not for users. */
const hiddenPaths = /^\/(health|metrics|openapi\.json)/;

/** Builds the OpenAPI document of a service. The generator is loaded only then: few processes are ever asked. */
export async function buildDocument(app: NestFastifyApplication, service: string): Promise<object> {
  const { DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
  const options = new DocumentBuilder()
    .setTitle(`Kervan ${service}`)
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(app, options);
  const paths = Object.entries(document.paths).filter(([path]) => !hiddenPaths.test(path));
  return { ...document, paths: Object.fromEntries(paths) };
}
