import { stringify } from 'yaml';

export interface K6TestRunOptions {
  /** Of the resource: letters, digits and hyphens, as Kubernetes wants them. */
  readonly name: string;
  /** The `ConfigMap` that holds the script. */
  readonly configMap: string;
  /** The script's key in it. Default `load.js`. */
  readonly file?: string | undefined;
  /** How many pods share the load: the operator divides it. */
  readonly parallelism: number;
}

/** RFC 1123, as Kubernetes reads it. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const KEY = /^[\w.-]{1,253}$/;
const MAX_PARALLELISM = 10_000;

/**
 * The `TestRun` by which k6's operator runs a script of `toK6` on several pods, as YAML.
 *
 * @throws {TypeError} When a name is none.
 */
export function toK6TestRun({ name, configMap, file = 'load.js', parallelism }: K6TestRunOptions): string {
  if (!LABEL.test(name)) throw new TypeError(`${JSON.stringify(name)} is no name of a Kubernetes resource`);
  if (!LABEL.test(configMap)) throw new TypeError(`${JSON.stringify(configMap)} is no name of a ConfigMap`);
  if (!KEY.test(file)) throw new TypeError(`${JSON.stringify(file)} is no key of a ConfigMap`);
  if (!Number.isInteger(parallelism) || parallelism < 1 || parallelism > MAX_PARALLELISM)
    throw new TypeError(`parallelism is ${parallelism}: it has to be a whole number from 1 to ${MAX_PARALLELISM}`);
  return stringify({
    apiVersion: 'k6.io/v1alpha1',
    kind: 'TestRun',
    metadata: { name },
    spec: { parallelism, script: { configMap: { name: configMap, file } } },
  });
}
