import type { Variable } from "../../facts/application.ts";
import type { Container } from "../container.ts";

/** Where the environment variables of a container come from. Every name is one that a shell takes. */
export interface ContainerSettings {
  /** The variable that says how much is logged; its value differs by environment. */
  readonly logLevel?: string;
  /** Not secret, and without them the code does not go on: nobody but a person knows their values. */
  readonly missing: readonly string[];
  /** Read from a Secret that is made elsewhere. */
  readonly secrets: readonly { readonly name: string; readonly optional: boolean }[];
  /** The code goes on without these. */
  readonly others: readonly string[];
}

const NAME = /^[A-Za-z_]\w*$/u;
const LOG_LEVEL = /(?:^|_)LOG_?LEVEL$|^RUST_LOG$/u;
/** What scanners take for a secret by its name; such a variable in a ConfigMap is a finding whatever it holds. */
const SECRET_NAME = /password|passwd|token|bearer|secret|credential|api_?key|private_?key|access_?key|^azure_.+key$/iu;

/**
 * Sorts what a container's code reads. Defaults of the code are not repeated: they are often a developer's, and an
 * image may set better ones.
 */
export function settingsOf({ environment }: Container): ContainerSettings {
  const named = [...new Map(environment.map((variable) => [variable.name, variable])).values()].filter(({ name }) =>
    NAME.test(name),
  );
  const open = named.filter((variable) => !isSecret(variable));
  const logLevel = open.find(({ name }) => LOG_LEVEL.test(name))?.name;
  const rest = open.filter(({ name }) => name !== logLevel);
  return {
    ...(logLevel !== undefined && { logLevel }),
    missing: rest.filter(isMissing).map(({ name }) => name),
    secrets: named.filter(isSecret).map(({ name, required }) => ({ name, optional: !required })),
    others: rest.filter((variable) => !isMissing(variable)).map(({ name }) => name),
  };
}

function isSecret({ name, secret }: Variable): boolean {
  return secret || SECRET_NAME.test(name);
}

function isMissing(variable: Variable): boolean {
  return variable.required && variable.default === undefined;
}
