export { bundleDocument } from './bundle-document.ts';
export { type CheckOptions, checkDocument } from './check/check-document.ts';
export type { Diagnostic } from './diagnostic.ts';
export type { ApiDocument, Place } from './document.ts';
export { SpecError, type SpecErrorCode, type SpecErrorDetails } from './errors.ts';
export { type AddressReach, addressReach } from './input/address-reach.ts';
export { type FetchedFile, type FetchUrlOptions, fetchUrl } from './input/fetch-url.ts';
export { JsonScanner, JsonSyntaxError, type JsonToken } from './input/json-scanner.ts';
export { lineColumnAt } from './input/line-column.ts';
export { bracketDepth } from './input/measure-depth.ts';
export { parseYaml } from './input/parse-yaml.ts';
export { pinnedLookup } from './input/pinned-lookup.ts';
export { escapeToken, pointerTokens } from './json-pointer.ts';
export { DEFAULT_LIMITS, type LoadLimits } from './limits.ts';
export { loadDocument } from './load-document.ts';
export type { LoadOptions } from './load-options.ts';
export { locate } from './locate/locate.ts';
export type {
  Callback,
  Encoding,
  Example,
  Header,
  Info,
  JsonSchema,
  Link,
  MediaType,
  OAuthFlow,
  OpenApiVersion,
  Operation,
  OperationEntry,
  Parameter,
  ParameterLocation,
  ParameterStyle,
  RequestBody,
  ResponseObject,
  SchemaUri,
  SecurityRequirement,
  SecurityScheme,
  SecuritySchemeBase,
  Server,
  ServerVariable,
  WebhookEntry,
} from './model.ts';
export { tryReadOperation } from './operation/try-read-operation.ts';
export {
  createParameterReader,
  type ParameterProblem,
  type ParameterReader,
  type ParameterReaderOptions,
  type ParameterSource,
  type ParameterValues,
} from './parameters/parameter-reader.ts';
export { parseParameter } from './parameters/parse-parameter.ts';
export { createFormReader, type FormOptions, type FormProblem, type FormReader } from './parameters/read-form.ts';
export { serializeForm } from './parameters/serialize-form.ts';
export { serializeParameter } from './parameters/serialize-parameter.ts';
export { type SerializedRequest, serializeRequest } from './parameters/serialize-request.ts';
export { parseTemplateExpression, type TemplateExpression } from './parameters/template-expression.ts';
export { shapeOf, type ValueShape } from './parameters/value-shape.ts';
export { validateStrict } from './validate-strict.ts';
