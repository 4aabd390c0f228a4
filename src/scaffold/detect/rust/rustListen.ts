import type { Port } from "../../facts/application.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import { fact } from "../shared/evidence.ts";
import { type Hit, hitsIn } from "../shared/hits.ts";
import { portOf } from "../shared/ports.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";

/** How a Rust program listens, as far as its code says. */
export interface Listening {
  /** Where it begins to listen; undefined for a program that does not. */
  readonly at?: Evidence;
  readonly port?: Fact<Port>;
  readonly bind?: Fact<string>;
}

/** What listens: a bound listener, Hyper's and tonic's servers, warp's and Rocket's. */
const LISTENS =
  /\b(?:TcpListener|HttpServer|Server|TcpIncoming|TlsListener)::(?:bind|bind_rustls|try_bind)\(|\bHttpServer::new\(|\bServer::builder\(\)|\baxum::serve\(|\bwarp::serve\(|\brocket::(?:build|ignite|custom)\(|\bserver\.bind\(|\bTcpListener::new\(/gu;
/** An address in a text: `"0.0.0.0:3000"`, `"[::1]:50051"`, `"{host}:{port}"`. */
const ADDRESS = /"((?:\d{1,3}\.){3}\d{1,3}|localhost|\[[0-9a-f:]*\]|\{\w*\})?:(\d{2,5}|\{\w*\})"/gu;
/** `([0, 0, 0, 0], 3000)`, `("0.0.0.0", port)`, `SocketAddr::new(…, 3000)`. */
const PAIR =
  /\(\s*(?:\[((?:\d{1,3}\s*,\s*){3}\d{1,3})\]|"([\d.]{7,15}|localhost|::1?)")\s*,\s*(\d{2,5}|[\w.]{1,60})(?:u16)?\s*\)/gu;
const NAMED = /\b(?:const|static|let)\s+(?:mut\s+)?\w{0,20}port\w{0,20}\s*(?::\s*\w+\s*)?=\s*(\d{2,5})\b/giu;
/** Ports of what is beside or behind the program. */
const BESIDE =
  /METRIC|PROM|DEBUG|ADMIN|DB|SQL|PG|POSTGRES|REDIS|MONGO|SMTP|MAIL|KAFKA|RABBIT|AMQP|NATS|STATSD|OTEL|PROXY|UPSTREAM/u;
const USUAL_PORT = 8080;

/** Where Rust code listens. Comments are blanked; `variables` are what it reads of its environment. */
export function rustListening(sources: readonly Source[], variables: readonly VariableReading[]): Listening {
  const [listens] = hitsIn(sources, LISTENS);
  if (listens === undefined) return {};
  const places = [...hitsIn(sources, ADDRESS), ...hitsIn(sources, PAIR)].filter((hit) => !isClient(hit)).map(placeOf);
  const written =
    places.find(({ port }) => port !== undefined)?.port ??
    hitsIn(sources, NAMED).map((hit) => portAt(hit, portOf(hit.group(1))))[0];
  const port = portOfVariable(variables, written) ?? written;
  const bind = places.find((one) => one.bind !== undefined)?.bind;
  return { at: listens.at("listens"), ...(port && { port }), ...(bind && { bind }) };
}

/** An address that the program talks to has a scheme before it, or stands where a client connects. */
function isClient(hit: Hit): boolean {
  const before = hit.source.text.slice(Math.max(0, hit.index - 60), hit.index);
  return /\b(?:connect\w*|Client\w*::\w+|open|get|UdpSocket::bind)\(\s*$/u.test(before);
}

interface Place {
  readonly port?: Fact<Port>;
  readonly bind?: Fact<string>;
}

function placeOf(hit: Hit): Place {
  const isPair = hit.group(0).startsWith("(");
  const host = isPair ? hit.group(1).replaceAll(/\s*,\s*/gu, ".") || hit.group(2) : hit.group(1);
  const port = portAt(hit, portOf(isPair ? hit.group(3) : hit.group(2)));
  const bind = host === "" || host.startsWith("{") ? undefined : bindAt(hit, host);
  return { ...(port && { port }), ...(bind && { bind }) };
}

function portAt(hit: Hit, number: number | undefined): Fact<Port> | undefined {
  return number === undefined ? undefined : fact({ number }, "likely", hit.at(`listens on ${number}`));
}

function bindAt(hit: Hit, host: string): Fact<string> {
  const address = /^(?:0\.0\.0\.0|\[::\]|::)$/u.test(host) ? "0.0.0.0" : host;
  return fact(address, "likely", hit.at(`binds to ${address === "0.0.0.0" ? "every address" : address}`));
}

/** The port that a variable sets: `PORT` before others; an address in a variable sets more than that. */
function portOfVariable(
  variables: readonly VariableReading[],
  written: Fact<Port> | undefined,
): Fact<Port> | undefined {
  const [reading] = variables
    .filter(({ name }) => /(?:^|_)(?:PORT|ADDR|ADDRESS|LISTEN|BIND)$/u.test(name) && !BESIDE.test(name))
    .toSorted((a, b) => rank(a.name) - rank(b.name));
  if (reading === undefined) return undefined;
  const { name, at } = reading;
  const number = portOf(/(?:^|:)(\d{2,5})$/u.exec(reading.default ?? "")?.[1]) ?? written?.value.number;
  const isNumber = name.endsWith("PORT");
  if (number === undefined && !isNumber) return undefined;
  const says = `takes its port from ${name}${number === undefined ? "" : `, else ${number}`}`;
  return fact(
    { number: number ?? USUAL_PORT, ...(isNumber && { variable: name }) },
    number === undefined ? "guess" : "likely",
    { ...at, says },
  );
}

function rank(name: string): number {
  if (name === "PORT") return 0;
  return name.endsWith("PORT") ? 1 : 2;
}
