import type { Port } from "../../facts/application.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import { fact } from "../shared/evidence.ts";
import { hitsIn } from "../shared/hits.ts";
import { portOf } from "../shared/ports.ts";
import type { Route } from "../shared/probePaths.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";

/** How an application listens, as far as its code and its settings say. */
export interface Listening {
  readonly at?: Evidence;
  readonly port?: Fact<Port>;
  readonly bind?: Fact<string>;
}

const LISTENS =
  /\{\s*(?:Plug\.Cowboy|Bandit|Plug\.Adapters\.Cowboy2?)\b|\bPlug\.Cowboy\.(?:http|child_spec)\(|\bBandit\.start_link\(|:cowboy\.start_clear\(|:gen_tcp\.listen\(|\buse\s+Phoenix\.Endpoint\b|^[ \t]*config[ \t]+:\w+,\s*[\w.]*Endpoint\b|\b:ranch\.start_listener\(/gmu;
const WRITTEN =
  /\bport:\s*(\d{2,5})\b|:gen_tcp\.listen\(\s*(\d{2,5})\b|\bport\s*=\s*(?:Application\.(?:get_env|compile_env)\([^()\n]{0,80},\s*)?(\d{2,5})\b|\bApplication\.get_env\([^()\n]{0,80}port,\s*(\d{2,5})\s*\)/gu;
const ADDRESS = /\bip:\s*\{\s*([\d\s,]{3,60})\}|\bip:\s*:(loopback|any)\b/gu;
/** Ports of what the application talks to. */
const BESIDE = /METRIC|PROM|DB|SQL|PG|POSTGRES|REDIS|SMTP|MAIL|KAFKA|RABBIT|AMQP|EPMD|DIST|STATSD|PROXY|URL_PORT/u;

/** Where Elixir code listens. Comments are blanked; settings of development and tests are not among the sources. */
export function elixirListening(
  sources: readonly Source[],
  variables: readonly VariableReading[],
  isPhoenix: boolean,
): Listening {
  const [listens] = hitsIn(sources, LISTENS);
  if (listens === undefined) return {};
  const written = hitsIn(sources, WRITTEN)
    .filter((hit) => !/\burl:\s*\[[^\]\n]*$/u.test(hit.source.text.slice(Math.max(0, hit.index - 80), hit.index)))
    .map((hit) => {
      const number = portOf(hit.group(1) || hit.group(2) || hit.group(3) || hit.group(4));
      return number === undefined ? undefined : fact({ number }, "likely", hit.at(`listens on ${number}`));
    })
    .find((one) => one !== undefined);
  const usual = isPhoenix ? 4000 : undefined;
  const port =
    portOfVariable(variables, written?.value.number ?? usual ?? 4000) ??
    written ??
    (usual === undefined
      ? undefined
      : fact(
          { number: usual },
          "guess",
          listens.at("is Phoenix's endpoint, which takes 4000 where nothing else is said"),
        ));
  const address = hitsIn(sources, ADDRESS)[0];
  const bind = address && boundTo(address.group(1), address.group(2));
  return {
    at: listens.at("listens"),
    ...(port && { port }),
    ...(address &&
      bind !== undefined && {
        bind: fact(bind, "likely", address.at(`binds to ${bind === "0.0.0.0" ? "every address" : bind}`)),
      }),
  };
}

function portOfVariable(variables: readonly VariableReading[], usual: number): Fact<Port> | undefined {
  const [reading] = variables
    .filter(({ name }) => /(?:^|_)PORT$/u.test(name) && !BESIDE.test(name))
    .toSorted((a, b) => Number(b.name === "PORT") - Number(a.name === "PORT"));
  if (reading === undefined) return undefined;
  const number = portOf(reading.default);
  const says = `takes its port from ${reading.name}${number === undefined ? "" : `, else ${number}`}`;
  return fact({ number: number ?? usual, variable: reading.name }, number === undefined ? "guess" : "likely", {
    ...reading.at,
    says,
  });
}

/** A tuple of numbers as an address: all zeros are every address, in either version of the protocol. */
function boundTo(tuple: string, named: string): string | undefined {
  if (named !== "") return named === "any" ? "0.0.0.0" : "127.0.0.1";
  const numbers = tuple
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  if (numbers.every((one) => one === "0")) return "0.0.0.0";
  if (numbers.length === 4) return numbers.join(".");
  return numbers.length === 8 && numbers.slice(0, 7).every((one) => one === "0") && numbers[7] === "1"
    ? "::1"
    : undefined;
}

/** The paths that routers answer on with GET, prefixes of the scopes around them put before, told by how far they stand in. */
export function elixirRoutes(sources: readonly Source[]): readonly Route<Evidence>[] {
  return sources.flatMap((source) => {
    const scopes: { readonly indent: number; readonly prefix: string }[] = [];
    const lines = hitsIn([source], /^([ \t]*)(scope|get|match|forward|def\s+\w+\()\s*\(?\s*"(\/[^"\n]{0,200})"/gmu);
    return lines.flatMap((hit) => {
      const indent = hit.group(1).length;
      while ((scopes.at(-1)?.indent ?? -1) >= indent) scopes.pop();
      const path = `${scopes.at(-1)?.prefix ?? ""}${hit.group(3)}`.replaceAll(/\/{2,}/gu, "/");
      if (hit.group(2) !== "scope") return [{ path, at: hit.at(`answers on ${path}`) }];
      scopes.push({ indent, prefix: path.replace(/\/$/u, "") });
      return [];
    });
  });
}
