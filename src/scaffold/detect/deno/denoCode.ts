import type { Port } from "../../facts/application.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import { fact } from "../shared/evidence.ts";
import { type Hit, hitsIn } from "../shared/hits.ts";
import { portOf } from "../shared/ports.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";

/** How a program listens, as far as its code says. */
export interface Listening {
  readonly at?: Evidence;
  readonly port?: Fact<Port>;
  readonly bind?: Fact<string>;
}

const LISTENS =
  /\bDeno\.(?:serve|listen|listenTls|serveHttp)\(|(?<![\w.])(?:serve|listenAndServe)\(|\b\w{1,40}\.listen\(|^[ \t]*await start\(|\bexport default\s*\{[^}]{0,300}\bfetch\b/gmu;
const PORT =
  /\bport\s*:\s*(\d{2,5})\b|(?:\bDeno\.listen|\.listen)\(\s*(?:\{\s*port:\s*)?(\d{2,5})\b|\b(?:const|let)\s+\w{0,20}port\s*(?::\s*number\s*)?=\s*(\d{2,5})\b/giu;
const HOST = /\bhostname\s*:\s*["']([^"'\n]{1,100})["']/gu;
const ENV =
  /\b(?:Deno\.env\.get\(\s*["']([A-Za-z_]\w*)["']\s*\)|process\.env(?:\.([A-Za-z_]\w*)|\[["']([A-Za-z_]\w*)["']\]))/gu;
/** Ports of what is beside or behind the program. */
const BESIDE = /METRIC|DB|SQL|PG|POSTGRES|REDIS|MONGO|SMTP|MAIL|KAFKA|AMQP|PROXY/u;
/** What Deno takes where nothing else is said. */
const USUAL_PORT = 8000;

/** Every environment variable that the code reads. Comments are blanked. */
export function denoVariables(sources: readonly Source[]): readonly VariableReading[] {
  return hitsIn(sources, ENV).map((hit) => {
    const name = hit.group(1) || hit.group(2) || hit.group(3);
    const from = hit.index + hit.group(0).length;
    const after = hit.source.text.slice(from, from + 160);
    const or = /^\s*(?:\)|!)?\s*(?:\?\?|\|\|)\s*(?:["'`]([^"'`\n$]*)["'`]|(\d+|true|false)\b)?/u.exec(after);
    const before = hit.source.text.slice(Math.max(0, hit.index - 30), hit.index);
    const asked = /\b(?:if\s*\(|&&|\|\||!)\s*$/u.test(before) || /^\s*(?:===?|!==?|\?(?![?.]))/u.test(after);
    const fallback = or?.[1] ?? or?.[2];
    return {
      name,
      optional: or !== null || asked,
      at: hit.at(`reads ${name}`),
      ...(fallback !== undefined && fallback !== "" && { default: fallback }),
    };
  });
}

/** Where the code listens; Deno binds to every address and takes 8000 by itself. */
export function denoListening(sources: readonly Source[], variables: readonly VariableReading[]): Listening {
  const [listens] = hitsIn(sources, LISTENS);
  if (listens === undefined) return {};
  const written = hitsIn(sources, PORT)
    .map(portAt)
    .find((one) => one !== undefined);
  const usual = fact({ number: USUAL_PORT }, "guess", listens.at("listens, by itself on 8000"));
  const port = portOfVariable(variables, written) ?? written ?? usual;
  const host = hitsIn(sources, HOST)[0];
  const address = host?.group(1) ?? "0.0.0.0";
  const everywhere = address === "0.0.0.0" || address === "::";
  const at =
    host === undefined
      ? listens.at("binds to every address by itself")
      : host.at(`binds to ${everywhere ? "every address" : address}`);
  return {
    at: listens.at("listens"),
    port,
    bind: fact(everywhere ? "0.0.0.0" : address, host === undefined ? "guess" : "likely", at),
  };
}

function portAt(hit: Hit): Fact<Port> | undefined {
  const number = portOf(hit.group(1) || hit.group(2) || hit.group(3));
  return number === undefined ? undefined : fact({ number }, "likely", hit.at(`listens on ${number}`));
}

function portOfVariable(
  variables: readonly VariableReading[],
  written: Fact<Port> | undefined,
): Fact<Port> | undefined {
  const [reading] = variables
    .filter(({ name }) => /(?:^|_)PORT$/u.test(name) && !BESIDE.test(name))
    .toSorted((a, b) => Number(b.name === "PORT") - Number(a.name === "PORT"));
  if (reading === undefined) return undefined;
  const number = portOf(reading.default) ?? written?.value.number;
  const says = `takes its port from ${reading.name}${number === undefined ? "" : `, else ${number}`}`;
  return fact({ number: number ?? USUAL_PORT, variable: reading.name }, number === undefined ? "guess" : "likely", {
    ...reading.at,
    says,
  });
}

/** What keeps a program without a port going; undefined for one that does its task and ends. */
export function denoWork(sources: readonly Source[]): Evidence | undefined {
  return hitsIn(
    sources,
    /\bDeno\.cron\(|\.listenQueue\(|\bsetInterval\(|\bwhile\s*\(\s*true\s*\)|\bfor\s*\(\s*;\s*;\s*\)/gu,
  )[0]?.at("goes on until it is stopped");
}
