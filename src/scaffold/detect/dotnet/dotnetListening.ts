import { mapAt, textAt } from "../../../core/read/value.ts";
import type { Port } from "../../facts/application.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { hitsIn } from "../shared/hits.ts";
import { readJson } from "../shared/json.ts";
import { portOf } from "../shared/ports.ts";
import { fromRoot, type Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";

/** Where an application says that it listens. */
export interface DotnetListening {
  readonly ports: readonly Fact<Port>[];
  readonly bind?: Fact<string>;
}

const ADDRESS =
  /\b(?:UseUrls|Urls\s*\.\s*Add|\.\s*Run(?:Async)?|Prefixes\s*\.\s*Add)\s*\(\s*\$?"(https?:\/\/[^"\n]{1,200})"/gu;
const LISTEN =
  /\bListen(AnyIP|Localhost)\s*\(\s*(\d{2,5})\b|\bnew\s+TcpListener\s*\(\s*IPAddress\s*\.\s*(\w+)\s*,\s*(\d{2,5})\b/gu;
/** What ASP.NET takes from version 8 on where nothing else is said. */
const PORT_VARIABLE = "ASPNETCORE_HTTP_PORTS";
export const USUAL_PORT = 8080;

/** The addresses in code and settings; `version` decides what stands where there are none. */
export async function dotnetListening(
  folder: Folder,
  sources: readonly Source[],
  readings: readonly VariableReading[],
  version: string | undefined,
  usual: Evidence,
): Promise<DotnetListening> {
  const found = [...inCode(sources, readings), ...(await inSettings(folder))];
  const ports = found.flatMap(({ port }) => port ?? []);
  const bind = found.find((one) => one.bind !== undefined)?.bind;
  if (ports.length === 0) ports.push(usualPort(version, usual));
  return { ports, ...(bind !== undefined && { bind }) };
}

interface Address {
  readonly port?: Fact<Port>;
  readonly bind?: Fact<string>;
}

function inCode(sources: readonly Source[], readings: readonly VariableReading[]): readonly Address[] {
  const urls = hitsIn(sources, ADDRESS).map((hit) => {
    const url = hit.group(1);
    // `http://0.0.0.0:{port}`: the number is the one that stands in for the variable.
    if (url.includes("{")) return { port: byVariable(readings), ...bound(url, hit.at("binds there"), "likely") };
    return addressOf(url, hit.at("listens there"), "likely");
  });
  const calls = hitsIn(sources, LISTEN).map((hit) => {
    const number = portOf(hit.group(2) === "" ? hit.group(4) : hit.group(2));
    const isLocal = hit.group(1) === "Localhost" || hit.group(3) === "Loopback";
    const at = hit.at(`listens on ${number ?? "a port"}`);
    return {
      ...(number !== undefined && { port: fact({ number }, "likely", at) }),
      ...(isLocal && { bind: fact("127.0.0.1", "likely", at) }),
    };
  });
  return [...urls, ...calls].map(({ port, ...rest }) => ({ ...rest, ...(port !== undefined && { port }) }));
}

/** `Urls` and Kestrel's endpoints of the settings that count in production. */
async function inSettings(folder: Folder): Promise<readonly Address[]> {
  for (const path of ["appsettings.Production.json", "appsettings.json"]) {
    const json = readJson((await folder.read(path)) ?? "");
    if (json === undefined) continue;
    const file = fromRoot(folder, path);
    const endpoints = Object.keys(mapAt(json.value, "Kestrel", "Endpoints")).map((name) => [
      "Kestrel",
      "Endpoints",
      name,
      "Url",
    ]);
    const found = [["Urls"], ["urls"], ...endpoints].flatMap((keys) => {
      const urls = textAt(json.value, ...keys)?.split(";") ?? [];
      return urls
        .filter((url) => url.startsWith("http://"))
        .map((url) => addressOf(url, evidence(file, json.line(...keys), "listens there"), "certain"));
    });
    if (found.length > 0) return found;
  }
  return [];
}

function addressOf(url: string, at: Evidence, confidence: "certain" | "likely"): Address {
  const number = portOf(/:(\d{1,5})\/?$/u.exec(url)?.[1]) ?? (url.startsWith("https") ? undefined : 80);
  return {
    ...(number !== undefined && { port: fact({ number }, confidence, { ...at, says: `listens on ${number}` }) }),
    ...bound(url, at, confidence),
  };
}

function bound(url: string, at: Evidence, confidence: "certain" | "likely"): Address {
  const host = /^https?:\/\/(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])/u.exec(url)?.[1];
  if (host === undefined) return {};
  const address = host === "localhost" ? "127.0.0.1" : host;
  return { bind: fact(address, confidence, { ...at, says: `binds to ${address}` }) };
}

function byVariable(readings: readonly VariableReading[]): Fact<Port> | undefined {
  const reading = readings.find(({ name }) => /^(?:\w+_)?PORT$/u.test(name));
  if (reading === undefined) return undefined;
  const number = portOf(reading.default);
  return fact(
    { number: number ?? USUAL_PORT, variable: reading.name },
    number === undefined ? "guess" : "likely",
    reading.at,
  );
}

/** From version 8 on a variable sets the port; before that, the address is given when it is started. */
function usualPort(version: string | undefined, usual: Evidence): Fact<Port> {
  const isOld = version !== undefined && Number(version) < 8;
  if (isOld)
    return fact({ number: USUAL_PORT }, "guess", {
      ...usual,
      says: `has no port of its own, and is started on ${USUAL_PORT}`,
    });
  const says = `listens on ${USUAL_PORT} unless ${PORT_VARIABLE} says otherwise`;
  return fact({ number: USUAL_PORT, variable: PORT_VARIABLE }, "guess", { ...usual, says });
}
