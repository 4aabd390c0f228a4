import { Liquid } from "liquidjs";
import { Fault, messageOf } from "../../base/result.ts";
import type { Escape, Render, Rendered } from "./render.ts";
import { escapes } from "./escapes.ts";
import { clean, RuleTag, takeBlocks } from "./ruleTag.ts";

/** What a template of a person may cost at most: characters read, nodes rendered in milliseconds, values built. */
const LIMITS = { parseLimit: 1_000_000, renderLimit: 2000, memoryLimit: 10_000_000 };

/**
 * Renders templates of Liquid, a language that runs no code of its own. Its marks are `{= value =}` and `{% tag %}`,
 * so that Helm's and GitHub's own braces stand as they are. A tag alone on a line leaves no line behind.
 */
export function renderer(templates: ReadonlyMap<string, string>): Render {
  const engines = new Map<Escape, Liquid>();
  return (name, escape, values) => {
    const engine = engines.get(escape) ?? engineFor(escape, templates);
    engines.set(escape, engine);
    return rendered(engine, name, values);
  };
}

function engineFor(escape: Escape, templates: ReadonlyMap<string, string>): Liquid {
  const engine = new Liquid({
    ...LIMITS,
    templates: Object.fromEntries(templates),
    outputDelimiterLeft: "{=",
    outputDelimiterRight: "=}",
    trimTagLeft: true,
    trimTagRight: true,
    greedy: false,
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    jsTruthy: true,
    ownPropertyOnly: true,
    cache: true,
    outputEscape: (value: unknown) => escapes[escape](clean(value)),
  });
  engine.registerTag("rule", RuleTag);
  for (const [filter, make] of Object.entries(escapes)) engine.registerFilter(filter, { handler: make, raw: true });
  return engine;
}

function rendered(engine: Liquid, name: string, values: Readonly<Record<string, unknown>>): Rendered {
  try {
    return takeBlocks(String(engine.renderFileSync(name, { ...values })));
  } catch (error) {
    throw new Fault("BadTemplate", `The template ${name} could not be filled: ${messageOf(error)}`, { cause: error });
  }
}
