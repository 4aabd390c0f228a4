import type { Port } from "../../facts/application.ts";
import type { Fact } from "../../facts/fact.ts";
import { fact } from "../shared/evidence.ts";
import { type Hit, hitsIn } from "../shared/hits.ts";
import { portOf } from "../shared/ports.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";
import { argumentsAt } from "./pythonCode.ts";

/** What code says about where it listens. */
export interface Listening {
  readonly port?: Fact<Port>;
  readonly bind?: Fact<string>;
}

/** Calls that listen: of servers, of frameworks' own servers, of the standard library. */
const LISTENS =
  /(?<![\w.])(?:uvicorn\.run|hypercorn\.run|waitress\.serve|serve|web\.run_app|run_app|run_simple|make_server|WSGIServer|ThreadingHTTPServer|HTTPServer|TCPServer|uvicorn\.Config|\w{1,40}\.(?:run|launch|listen|add_insecure_port|add_secure_port|run_server|TCPSite|create_server|start_server)|asyncio\.start_server|start_server)\(/gu;
const PORT_ARGUMENT = /\b(?:server_)?port\s*=\s*([^,\n]{1,200})/u;
const HOST_ARGUMENT = /\b(?:host|server_name|address|listen_host)\s*=\s*(?:["']([^"'\n]{0,100})["']|([^,\n]{1,200}))/u;
/** `("0.0.0.0", 8000)`, `"", 8000`, `8888`, `"[::]:50051"`. */
const POSITIONAL =
  /^\s*\(?\s*(?:["']([^"'\n]{0,100})["']\s*,\s*)?(\d{2,5})\b|^\s*["'](\[[0-9a-f:]*\]|[\w.]*):(\d{2,5})["']/u;
/** Ports of what is beside or behind the application. */
const BESIDE =
  /METRIC|PROM|DEBUG|ADMIN|DB|SQL|PG|POSTGRES|REDIS|MONGO|SMTP|MAIL|KAFKA|RABBIT|AMQP|BROKER|ELASTIC|STATSD|PROXY|UPSTREAM|MEMCACHE|MYSQL|CLICKHOUSE|NATS|FTP|SSH|LDAP/u;

/** Where code listens, the calls that name a port first. `variables` are what it reads of its environment. */
export function pythonListening(sources: readonly Source[], variables: readonly VariableReading[]): Listening {
  const all = hitsIn(sources, LISTENS).map((hit) => ofCall(hit, variables));
  const port = all.find((one) => one.port !== undefined)?.port ?? portOfVariables(variables);
  const bind = all.find((one) => one.bind !== undefined)?.bind;
  return { ...(port && { port }), ...(bind && { bind }) };
}

function ofCall(hit: Hit, variables: readonly VariableReading[]): Listening {
  const text = argumentsAt(hit.source.text, hit.index + hit.group(0).length - 1);
  const positional = /(?:listen|make_server|Server|_port|start_server)\($/u.test(hit.group(0))
    ? POSITIONAL.exec(text)
    : null;
  const written = PORT_ARGUMENT.exec(text)?.[1]?.trim();
  const port = portWritten(hit, written, variables) ?? portLiteral(hit, portOf(positional?.[2] ?? positional?.[4]));
  const host = HOST_ARGUMENT.exec(text);
  const bind = bindWritten(hit, host?.[1] ?? positional?.[1] ?? positional?.[3], host?.[2], variables);
  return { ...(port && { port }), ...(bind && { bind }) };
}

function portLiteral(hit: Hit, number: number | undefined): Fact<Port> | undefined {
  return number === undefined ? undefined : fact({ number }, "likely", hit.at(`listens on ${number}`));
}

/** A number, what reads a variable, or the name of either. */
function portWritten(
  hit: Hit,
  written: string | undefined,
  variables: readonly VariableReading[],
): Fact<Port> | undefined {
  if (written === undefined) return undefined;
  const literal = portOf(written);
  if (literal !== undefined) return portLiteral(hit, literal);
  const named = variables.find(({ name }) => new RegExp(`["']${name}["']`, "u").test(written));
  if (named !== undefined) return portOfVariables([named], true);
  const word = /(\w+)\s*\)?$/u.exec(written)?.[1] ?? "";
  const assigned = hitsIn(
    [hit.source],
    new RegExp(String.raw`^[ \t]*${word}(?:[ \t]*:[ \t]*\w+)?[ \t]*=[ \t]*(\d{2,5})\b`, "gmu"),
  )[0];
  if (word !== "" && assigned !== undefined) return portLiteral(assigned, portOf(assigned.group(1)));
  const byName = variables.find(({ name }) => name.toUpperCase() === word.toUpperCase());
  return portOfVariables(byName === undefined ? variables : [byName], byName !== undefined);
}

/** The port that variables set: `PORT` before others. `isSure`: it is known that this one does. */
function portOfVariables(variables: readonly VariableReading[], isSure = false): Fact<Port> | undefined {
  const [reading] = variables
    .filter(({ name }) => (isSure || /(?:^|_)PORT$/u.test(name)) && !BESIDE.test(name))
    .toSorted((a, b) => rank(a.name) - rank(b.name));
  if (reading === undefined) return undefined;
  const number = portOf(reading.default);
  const says = `takes its port from ${reading.name}${number === undefined ? "" : `, else ${number}`}`;
  return fact({ number: number ?? USUAL_PORT, variable: reading.name }, number === undefined ? "guess" : "likely", {
    ...reading.at,
    says,
  });
}

/** The port of what takes one from its environment and names no other. */
export const USUAL_PORT = 8000;

function rank(name: string): number {
  if (name === "PORT") return 0;
  return /^(?:HTTP|SERVER|APP|API|WEB|UVICORN|FLASK|FLASK_RUN|GRADIO_SERVER)_PORT$/u.test(name) ? 1 : 2;
}

function bindWritten(
  hit: Hit,
  literal: string | undefined,
  expression: string | undefined,
  variables: readonly VariableReading[],
): Fact<string> | undefined {
  const variable =
    expression === undefined
      ? undefined
      : variables.find(({ name }) => new RegExp(`["']${name}["']`, "u").test(expression));
  const host = literal ?? variable?.default;
  if (host === undefined || !/^(?:[\w.:-]*|\[[0-9a-f:]*\])$/iu.test(host)) return undefined;
  const address = /^(?:|::|\[::\]|0)$/u.test(host) ? "0.0.0.0" : host;
  return fact(address, "likely", hit.at(`binds to ${address === "0.0.0.0" ? "every address" : address}`));
}
