import type { Port } from "../../facts/application.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import { fact } from "../shared/evidence.ts";
import { type Hit, hitsIn } from "../shared/hits.ts";
import { portOf } from "../shared/ports.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";

/** How a Go program listens, as far as its code says. */
export interface Listening {
  /** Where it begins to listen; undefined for a program that does not. */
  readonly at?: Evidence;
  readonly port?: Fact<Port>;
  readonly bind?: Fact<string>;
}

/** Calls and fields that take an address, with the first thing that stands in them. */
const LISTENS =
  /\b(?:ListenAndServe(?:TLS)?|ListenAndServeContext|[Ll]istenTLS|Listen|StartTLS|StartServer|StartH2CServer|RunTLS|Run|Start)\(\s*((?:(?:context|ctx|"tcp[46]?")\s*,\s*)?(?:[^()\n]|\([^()\n]*\)){0,200})|\bAddr:\s*([^\n]{1,200})/gu;
/** `port := 8080`, `const addr = ":8080"`, a flag's default, a default of viper. */
const NAMED =
  /\b(?:\w{0,20}[pP]ort|\w{0,20}[aA]ddr(?:ess)?)\s*(?::=|=)\s*"?([\w.:[\]-]{0,80}?)"?\s*$|\.(?:String|Int|Uint|StringP|IntP)\(\s*"[\w-]{0,30}(?:port|addr|address|listen|bind|http)[\w-]{0,30}"\s*,\s*(?:"\w?"\s*,\s*)?"?([\w.:[\]-]{1,80})"?\s*,|\.(?:StringVar|IntVar|UintVar|StringVarP|IntVarP)\(\s*[^,\n]{1,80},\s*"[\w-]{0,30}(?:port|addr|address|listen|bind|http)[\w-]{0,30}"\s*,\s*(?:"\w?"\s*,\s*)?"?([\w.:[\]-]{1,80})"?\s*,|\.SetDefault\(\s*"[\w.-]{0,40}(?:port|addr|address)"\s*,\s*"?([\w.:[\]-]{1,80})"?\s*\)/gimu;
/** Ports that are not the one traffic comes in by. */
const BESIDE =
  /METRIC|PROM|DEBUG|PPROF|ADMIN|HEALTH|PROBE|DB|SQL|PG|POSTGRES|REDIS|MONGO|SMTP|MAIL|KAFKA|NATS|AMQP|RABBIT|UPSTREAM|TARGET|REMOTE|PROXY|AGENT|STATSD|OTEL|JAEGER|CLIENT/iu;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/u;

/** The port of what does not say which: what Gin takes, and what our own images take. */
const USUAL_PORT = 8080;

/** Where Go code listens. Comments are blanked; `variables` are what it reads of its environment. */
export function goListening(sources: readonly Source[], variables: readonly VariableReading[]): Listening {
  const calls = hitsIn(sources, LISTENS)
    .filter(isListening)
    .toSorted((a, b) => Number(isPlainListener(a)) - Number(isPlainListener(b)));
  const [first] = calls;
  if (first === undefined) return {};
  const addresses = calls.flatMap((hit) => addressOf(hit, quoted(argumentOf(hit)), "listens on"));
  const named = hitsIn(sources, NAMED).flatMap(ofNamed);
  const gin = calls.find((hit) => isGinRun(hit, argumentOf(hit)));
  const all = addresses.some(({ port }) => port !== undefined) ? addresses : [...addresses, ...named];
  const written = all.find(({ port }) => port !== undefined)?.port;
  const port =
    portOfVariable(variables, written) ??
    written ??
    (gin && fact({ number: USUAL_PORT, variable: "PORT" }, "likely", gin.at("takes its port from PORT, else 8080")));
  const bind = all.find((one) => one.bind !== undefined)?.bind ?? bindOfVariables(variables);
  return { at: first.at("listens"), ...(port && { port }), ...(bind && { bind }) };
}

/** `net.Listen` is also how what is beside a web server listens, such as gRPC. */
function isPlainListener(hit: Hit): boolean {
  return hit.group(0).startsWith("Listen(");
}

/** What calls `Run` or `Start` for something else takes no address. */
function isListening(hit: Hit): boolean {
  const argument = argumentOf(hit);
  const name = /^\w+/u.exec(hit.group(0))?.[0] ?? "";
  if (name === "Addr") return /[pP]ort|[aA]ddr|:\d/u.test(argument) && !isOfClient(hit);
  if (/^(?:ListenAndServe|Listen|listen|ListenTLS|StartTLS|RunTLS)/u.test(name))
    return !/"(?:unix|udp)/u.test(argument);
  return /^"[^"]*:\d+"|[pP]ort\b|[aA]ddr|"?:"\s*\+/u.test(argument) || (name === "Run" && isGinRun(hit, argument));
}

/** `redis.Options{ Addr: … }` is where something else listens. */
function isOfClient(hit: Hit): boolean {
  const before = hit.source.text.slice(Math.max(0, hit.index - 200), hit.index);
  return !/\bServer\s*\{[^{}]*$/u.test(before);
}

function isGinRun(hit: Hit, argument: string): boolean {
  return argument.trim() === "" && /gin-gonic\/gin/u.test(hit.source.text);
}

function argumentOf(hit: Hit): string {
  return (hit.group(1) || hit.group(2)).trim();
}

/** The address in an argument: the first text that is no kind of network. */
function quoted(argument: string): string | undefined {
  const texts = [...argument.matchAll(/"([^"\n]*)"/gu)].map((match) => match[1] ?? "");
  const address = texts.find((text) => !/^(?:tcp[46]?|%s|PORT)?$/u.test(text));
  // `fmt.Sprintf(":%d", 50051)`
  const number = /"[^"\n]{0,60}:%[dv]"\s*,\s*(\d{2,5})\b/u.exec(argument)?.[1];
  return number === undefined ? address : address?.replace(/%[dv]$/u, number);
}

interface Address {
  readonly port?: Fact<Port>;
  readonly bind?: Fact<string>;
}

function addressOf(hit: Hit, address: string | undefined, says: string): readonly Address[] {
  const match =
    /^(.*?):(\d{1,5}|%[sdv])?$/u.exec(address ?? "") ?? (portOf(address) === undefined ? null : ["", "", address]);
  if (match === null) return [];
  const number = portOf(match[2]);
  const host = /%/u.test(match[1] ?? "") ? undefined : (match[1] ?? "");
  if (host !== undefined && !/^(?:[\w.-]+|\[[0-9a-f:]*\])?$/iu.test(host)) return [];
  const bind =
    host === undefined
      ? undefined
      : fact(host === "" ? "0.0.0.0" : host, "likely", hit.at(`binds to ${host === "" ? "every address" : host}`));
  return [
    {
      ...(number !== undefined && { port: fact({ number }, "likely", hit.at(`${says} ${number}`)) }),
      ...(bind && { bind }),
    },
  ];
}

function ofNamed(hit: Hit): readonly Address[] {
  const value = [1, 2, 3, 4].map((group) => hit.group(group)).find((one) => one !== "");
  return BESIDE.test(hit.group(0)) ? [] : addressOf(hit, value, "names port");
}

/**
 * The port that a variable sets: `PORT` before `HTTP_PORT` before others. Without a default, the number is the one that
 * the code names. An address such as `:8080` sets more than the port, and so is no variable of the port.
 */
function portOfVariable(
  variables: readonly VariableReading[],
  written: Fact<Port> | undefined,
): Fact<Port> | undefined {
  const [reading] = variables.filter(({ name }) => isOfTraffic(name)).toSorted((a, b) => rank(a) - rank(b));
  if (reading === undefined) return undefined;
  const { name, at } = reading;
  const number = portOf(/(?:^|:)(\d{1,5})$/u.exec(reading.default ?? "")?.[1]) ?? written?.value.number;
  const isNumber = name.endsWith("PORT") && !reading.default?.includes(":");
  if (number === undefined && !isNumber) return undefined;
  const value = { number: number ?? USUAL_PORT, ...(isNumber && { variable: name }) };
  const says = `takes its port from ${name}${number === undefined ? "" : `, else ${number}`}`;
  return fact(value, number === undefined ? "guess" : "likely", { ...at, says });
}

function isOfTraffic(name: string): boolean {
  return !BESIDE.test(name) && /(?:^|_)(?:PORT|ADDR|ADDRESS|LISTEN)$/u.test(name);
}

function rank({ name, default: value }: VariableReading): number {
  if (name === "PORT") return 0;
  if (/^(?:HTTP|SERVER|APP|API|WEB|LISTEN|SERVICE)_PORT$/u.test(name)) return 1;
  if (/(?:^|_)GRPC_/u.test(name)) return 5;
  return (name.endsWith("PORT") ? 2 : 3) + (value === undefined ? 1 : 0);
}

function bindOfVariables(variables: readonly VariableReading[]): Fact<string> | undefined {
  const host = variables.find(
    ({ name, default: value }) =>
      /^(?:\w+_)?(?:HOST|BIND|ADDR|ADDRESS)$/u.test(name) &&
      !BESIDE.test(name) &&
      LOOPBACK.test(value?.replace(/:\d+$/u, "") ?? ""),
  );
  return host === undefined
    ? undefined
    : fact(host.default?.replace(/:\d+$/u, "") ?? "", "likely", {
        ...host.at,
        says: `binds to ${host.default} unless ${host.name} says otherwise`,
      });
}
