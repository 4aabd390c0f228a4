import type { Port, Variable } from "../../facts/application.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { portAmong, portOf } from "../shared/ports.ts";
import type { Framework } from "./frameworks.ts";
import type { NodeCode } from "./nodeCode.ts";
import type { PackageJson } from "./packageJson.ts";
import type { Start } from "./startCommand.ts";

const FLAG = /(?:\s-p|\s--port)(?:=|\s+)(\d{2,5})\b/u;

/** What a framework's own server says about its port. */
export interface OwnPort {
  readonly port?: Fact<Port>;
  /** The variable that sets it. */
  readonly variable?: string;
}

/** The port of a server by everything that names one, and what disagrees. */
export function nodePort(
  manifest: PackageJson,
  code: NodeCode,
  framework: Framework | undefined,
  start: Start | undefined,
  own: OwnPort = {},
): { port?: Fact<Port>; problems: readonly Problem[] } {
  const listened = mainPorts(code.listening.ports);
  const variable = own.variable ?? listened[0]?.value.variable ?? code.listening.variable;
  const all = [
    ...fromScript(manifest, start, own.variable),
    own.port,
    ...listened,
    ...fromExample(code, variable ?? "PORT"),
    ...(listened.length === 0 ? fromVariable(code.environment, variable) : []),
    usual(manifest, framework, variable),
  ];
  return portAmong(all, manifest.path);
}

/** A server may listen twice, once for its figures: the one that `PORT` sets counts, and those that say the same. */
function mainPorts(ports: readonly Fact<Port>[]): readonly Fact<Port>[] {
  const main = ports.find((one) => one.value.variable === "PORT") ?? ports.find((one) => !isBeside(one)) ?? ports[0];
  return main === undefined
    ? []
    : [main, ...ports.filter((one) => one !== main && one.value.variable === main.value.variable)];
}

function isBeside({ value }: Fact<Port>): boolean {
  return /METRIC|ADMIN|DEBUG|HEALTH|GRPC|PROBE|MANAGEMENT|INSPECT/iu.test(value.variable ?? "");
}

function fromScript(
  manifest: PackageJson,
  start: Start | undefined,
  variable: string | undefined,
): readonly Fact<Port>[] {
  if (start === undefined) return [];
  const [at] = start.command.evidence;
  const set = portOf(start.sets["PORT"]);
  const flag = portOf(FLAG.exec(start.command.value.join(" "))?.[1] ?? FLAG.exec(manifest.scripts["start"] ?? "")?.[1]);
  const number = flag ?? set;
  if (number === undefined || at === undefined) return [];
  // A server that is not started by this script follows its variable, not the script's flag.
  const setBy = variable ?? (flag === undefined ? "PORT" : undefined);
  const value = { number, ...(setBy !== undefined && { variable: setBy }) };
  return [fact(value, "certain", evidence(at.file, at.line, `starts it on ${number}`))];
}

function fromExample({ example }: NodeCode, variable: string): readonly Fact<Port>[] {
  return example.flatMap((one) => {
    const number = one.name === variable ? portOf(one.value) : undefined;
    return number === undefined
      ? []
      : [fact({ number, variable }, "likely", evidence(one.file, one.line, `sets ${variable} to ${number}`))];
  });
}

/** A default of `PORT` somewhere in the code, where no call that listens tells it. */
function fromVariable(environment: readonly Fact<Variable>[], variable: string | undefined): readonly Fact<Port>[] {
  const wanted = variable === undefined ? ["PORT", "APP_PORT", "HTTP_PORT", "SERVER_PORT"] : [variable];
  return environment.flatMap((one) => {
    const number = wanted.includes(one.value.name) ? portOf(one.value.default) : undefined;
    return number === undefined ? [] : [{ ...one, value: { number, variable: one.value.name } }];
  });
}

function usual(
  manifest: PackageJson,
  framework: Framework | undefined,
  variable: string | undefined,
): Fact<Port> | undefined {
  if (framework?.port === undefined) return undefined;
  const isTold = framework.kind === "full" || /\bfastify\s+start\b/u.test(manifest.scripts["start"] ?? "");
  const setBy = variable ?? (isTold ? "PORT" : undefined);
  const says = `uses ${framework.name}, which listens on ${framework.port} where nothing says otherwise`;
  return fact(
    { number: framework.port, ...(setBy !== undefined && { variable: setBy }) },
    "guess",
    evidence(manifest.file, 1, says),
  );
}
