/** JSON Schemas of the parts of an HTTP Archive. The package has no types. */
declare module 'har-schema' {
  const schemas: Readonly<Record<string, object>>;
  export = schemas;
}
