import type { Variable } from "../../facts/application.ts";
import type { ComposeModel } from "./composeModel.ts";

/** What a person sets before the first start: never a value that is secret. */
export interface EnvironmentExample {
  readonly ports: readonly string[];
  readonly secrets: readonly string[];
  readonly others: readonly string[];
}

export function environmentExample(model: ComposeModel, ports: ReadonlyMap<string, number>): EnvironmentExample {
  const variables = new Map<string, Variable>();
  for (const variable of model.containers.flatMap(({ environment }) => environment)) {
    const known = variables.get(variable.name);
    variables.set(variable.name, known ? strictest(known, variable) : variable);
  }
  const all = [...variables.values()].filter(
    ({ name }) => !ports.has(name) && !model.passwords.includes(name) && name !== "VERSION",
  );
  return {
    ports: [...ports].map(([name, port]) => `${name}=${port}`),
    secrets: [
      ...model.passwords.map((name) => ({ name, needed: true })),
      ...all
        .filter(({ secret }) => secret)
        .map(({ name, required }) => ({ name, needed: required && !model.given.has(name) })),
    ].map(lineOf),
    others: all
      .filter(({ secret }) => !secret)
      .map((variable) => withUsual(variable, model))
      .map((variable) => lineOf({ ...variable, needed: variable.required && !model.given.has(variable.name) })),
  };
}

/** What one application keeps secret or cannot do without is so for all. */
function strictest(a: Variable, b: Variable): Variable {
  return { ...a, ...b, secret: a.secret || b.secret, required: a.required || b.required };
}

/** What compose says in its place, where it says something else than the code. */
function withUsual({ default: own, ...variable }: Variable, { applications }: ComposeModel): Variable {
  const value = applications
    .flatMap(({ environment }) => environment)
    .find(({ name, value: said }) => name === variable.name && said?.startsWith(`\${${name}:-`) === true)?.value;
  const usual = value === undefined ? own : /^\$\{\w+:-([^$}]*)\}$/u.exec(value ?? "")?.[1];
  return { ...variable, ...(usual !== undefined && { default: usual }) };
}

/** A default is a comment: without a value the code has its own. */
function lineOf({ name, needed, default: usual }: { name: string; needed: boolean; default?: string }): string {
  if (needed) return `${name}=`;
  const shown = usual !== undefined && /^[\w./:@+,=-]*$/u.test(usual) ? usual : "";
  return `# ${name}=${shown}`;
}
