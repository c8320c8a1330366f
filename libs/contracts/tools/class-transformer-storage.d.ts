/** class-transformer publishes its storage without types; the schema generator needs it for nested lists. */
declare module 'class-transformer/cjs/storage.js' {
  export const defaultMetadataStorage: unknown;
}
