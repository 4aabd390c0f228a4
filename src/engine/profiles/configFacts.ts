import type { EnvironmentConfig } from "../../core/config/config.ts";
import { DEFAULT_THRESHOLDS } from "../../core/config/gateConfig.ts";
import { readSource, type Source } from "../../core/config/source.ts";
import { checksOf } from "../../core/gates/gateEntries.ts";
import { approvalPolicyOf } from "../../core/plan/policy.ts";
import type { Cell, Fact, Origin, Stated } from "../../core/profiles/comparison.ts";
import type { PropertyId } from "../../core/profiles/properties.ts";
import { at } from "../../core/read/value.ts";
import { span } from "../../core/run/words.ts";
import type { Place } from "../request/runPlan.ts";

/** Where a path of an environment stands in `tidegate.yaml`; the default where nobody wrote it. */
export type ConfigOrigin = (place: Pick<Place, "application" | "environment">, ...path: readonly string[]) => Origin;

/** Finds origins in the text of a file. `file` is what it is called, from the workspace's folder. */
export function configOrigins(file: string, text: string): ConfigOrigin {
  const source = readSource(text);
  const data: unknown = source.document.toJS({ maxAliasCount: 50 });
  return ({ application, environment }, ...path) => {
    const own = ["applications", application, "environments", environment, ...path];
    return at(data, ...own) === undefined ? { kind: "default" } : { kind: "config", place: placeIn(file, source, own) };
  };
}

function placeIn(file: string, source: Source, path: readonly string[]) {
  return { file, line: source.keyRange(path).start.line + 1 };
}

/** What `tidegate.yaml` says of an environment. */
export function configFacts(place: Place, origin: ConfigOrigin): readonly Fact[] {
  const { config } = place;
  const from = (...path: readonly string[]): Origin => origin(place, ...path);
  return [
    known("place", { text: `${config.namespace} @ ${config.context}`, from: from("namespace") }),
    known("context", { text: config.context, from: from("context") }),
    known("namespace", { text: config.namespace, from: from("namespace") }),
    known("gate", gateOf(config, from("gate"))),
    ...thresholdFacts(config, from),
    ...approvalFacts(config, from),
    fact("windows", windowsOf(config, from)),
    known("rollback", { text: config.rollback === "automatic" ? "goes back" : "asks", from: from("rollback") }),
    known("hold", { text: span(config.hold * 1000), amount: config.hold, from: from("hold") }),
  ];
}

type From = (...path: readonly string[]) => Origin;

function gateOf({ gate }: EnvironmentConfig, from: Origin): Stated {
  return { text: gate.length === 0 ? "asks nothing" : gate.join(", "), members: checksOf(gate), from };
}

const BOUNDS = [
  ["coverage", "%"],
  ["regression", "%"],
  ["critical", ""],
  ["high", ""],
  ["error-rate", "%"],
] as const;

function thresholdFacts({ thresholds = DEFAULT_THRESHOLDS }: EnvironmentConfig, from: From): readonly Fact[] {
  return BOUNDS.map(([id, unit]) => {
    const amount = thresholds[id];
    return known(id, { text: `${amount} ${unit}`.trim(), amount, from: from("thresholds", id) });
  });
}

function approvalFacts(config: EnvironmentConfig, from: From): readonly Fact[] {
  const policy = approvalPolicyOf(config);
  const required = policy?.required ?? 0;
  const own = policy?.selfApproval === true;
  return [
    known("approvals", { text: String(required), amount: required, from: from("approval", "required") }),
    known("self-approval", {
      text: own ? "yes" : "no",
      amount: required === 0 ? 2 : Number(own),
      from: from("approval", "selfApproval"),
    }),
    known("store", { text: config.approval?.store ?? "workspace", from: from("approval", "store") }),
  ];
}

function windowsOf({ windows }: EnvironmentConfig, from: From): Cell {
  const open = windows?.open.length ?? 0;
  const freezes = windows?.freezes.length ?? 0;
  if (open + freezes === 0) return { state: "none" };
  return { state: "known", stated: { text: `${open} windows, ${freezes} freezes`, from: from("windows") } };
}

function known(property: PropertyId, stated: Stated): Fact {
  return fact(property, { state: "known", stated });
}

function fact(property: PropertyId, cell: Cell): Fact {
  return { property, cell };
}
