import { Injectable } from '@nestjs/common';

/** The service's OpenAPI document, built when somebody first asks for it. */
@Injectable()
export class OpenApiDocument {
  private document: Promise<object> | undefined;

  /** Set by the platform once the application exists. */
  build: () => Promise<object> = () => Promise.resolve({});

  get(): Promise<object> {
    this.document ??= this.build();
    return this.document;
  }
}
