import type { Port } from "../../facts/application.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import { evidence, fact, lineAt } from "../shared/evidence.ts";
import type { Source } from "../shared/sources.ts";
import { insideBrackets, partsOf, propertyOf } from "./javascriptCode.ts";
import { portOfSetting, settingOf } from "./settingExpression.ts";

/** Where code listens: every call that does so, and what it says. */
export interface Listening {
  /** Whether anything listens at all. */
  readonly listens: boolean;
  /** The first call that does so. */
  readonly at?: Evidence;
  readonly ports: readonly Fact<Port>[];
  readonly binds: readonly Fact<string>[];
  /** The variable that sets the port, where no number stands beside it. */
  readonly variable?: string;
  /** The name of what gives the address, in lower case, where nothing beside it tells what it is. */
  readonly host?: string;
  /** A call that starts a server without saying at which address. */
  readonly withoutHost?: Evidence;
}

/** Something that is given where a server is started. */
interface Call {
  readonly port?: string;
  readonly host?: string;
  readonly file: string;
  readonly line: number;
}

const LISTEN = /\.listen(?:Async)?\s*\(/gu;
const SERVE = /(?:\bBun\.serve|(?<![\w.])serve|createAdaptorServer)\s*(?:<[^<>()]*>)?\(/gu;
const EXPORTED = /export\s+default\s*\{/gu;
/** Apollo's standalone server takes `{ listen: { port } }`. */
const NESTED = /\blisten\s*:\s*\{/gu;
const HAPI = /\bHapi\.[sS]erver\s*\(|\bnew\s+Server\s*\(\s*(?=\{)|\bnew\s+(?:WebSocketServer|WebSocket\.Server)\s*\(/gu;

/**
 * Looks for calls that start a server. `sources` are without comments. Under Bun, an application that its first file
 * exports is served, too.
 */
export function listeningOf(sources: readonly Source[], underBun = false): Listening {
  let found: NamedSettings | undefined;
  // Most calls say it themselves, and looking for every name in every file takes long.
  const names = (): NamedSettings => (found ??= namedSettings(sources));
  const called = sources.flatMap(callsIn);
  const exported = underBun && called.length === 0 ? exportedApplication(sources[0]) : undefined;
  const calls = exported === undefined ? called : [exported];
  const ports: Fact<Port>[] = [];
  const binds: Fact<string>[] = [];
  let variable: string | undefined = exported === undefined ? undefined : "PORT";
  let address: string | undefined;
  for (const call of calls) {
    const port = resolvedPort(call.port, names);
    if (port.number !== undefined) {
      const value = { number: port.number, ...(port.variable !== undefined && { variable: port.variable }) };
      const from = port.at === undefined ? [] : [port.at];
      ports.push(fact(value, "likely", evidence(call.file, call.line, `listens on ${port.number}`), ...from));
    }
    variable ??= port.variable;
    const host = resolvedHost(call.host, names);
    if (host === undefined && call.host !== undefined) address ??= lastName(call.host);
    if (host !== undefined) binds.push(fact(host, "likely", evidence(call.file, call.line, `binds to ${host}`)));
  }
  const open = called.find((one) => one.host === undefined);
  return {
    listens: calls.length > 0,
    ports,
    binds,
    ...(calls[0] !== undefined && { at: evidence(calls[0].file, calls[0].line, "listens") }),
    ...(variable !== undefined && { variable }),
    ...(address !== undefined && address !== "" && { host: address }),
    ...(open !== undefined && { withoutHost: evidence(open.file, open.line, "names no address to bind to") }),
  };
}

/** `export default app`, where that is an application of Hono or Elysia: Bun serves what the first file exports. */
function exportedApplication(source: Source | undefined): Call | undefined {
  const match = /^[ \t]*export\s+default\s+([A-Za-z_$][\w$]*)\s*;?[ \t]*$/mu.exec(source?.text ?? "");
  const made =
    /\b(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*(?::[^=;\n]{1,80})?=\s*new\s+(?:Hono|OpenAPIHono|Elysia)\b/gu;
  if (source === undefined || match === null) return undefined;
  const isApplication = [...source.text.matchAll(made)].some((one) => one[1] === match[1]);
  return isApplication ? { file: source.file, line: lineAt(source.text, match.index) } : undefined;
}

function callsIn({ text, file }: Source): readonly Call[] {
  const at = (index: number): { file: string; line: number } => ({ file, line: lineAt(text, index) });
  const listens = [...text.matchAll(LISTEN)].flatMap(({ 0: token, index }) => {
    const given = partsOf(insideBrackets(text, index + token.length - 1));
    return isServer(given, text) ? [{ ...argumentsOf(given), ...at(index) }] : [];
  });
  const objects = [SERVE, EXPORTED, NESTED, HAPI].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ 0: token, index }) => {
      const inside = insideBrackets(text, index + token.length - 1);
      const [first = ""] = token.endsWith("{") ? [`{${inside}}`] : partsOf(inside);
      if (pattern === EXPORTED && propertyOf(inside, "fetch") === undefined) return [];
      if (pattern === SERVE && !token.includes("Bun") && !/^(?:\{|app\b|\w+\.fetch)/u.test(first)) return [];
      return [{ ...argumentsOf([first]), ...at(index) }];
    }),
  );
  return [...listens, ...objects];
}

/** `history.listen(handle)` waits for something else, and Nest's microservices for messages. */
function isServer(given: readonly string[], text: string): boolean {
  const [first] = given;
  if (first === undefined) return !/\bcreateMicroservice\b/u.test(text) || /\bNestFactory\.create\s*[<(]/u.test(text);
  return !isCallback(given) && /port|\d{2}|\benv\b|^\{|config|settings|options|address/iu.test(first);
}

/** `store.listen((state) => …)` waits for events, not for requests. */
function isCallback([first = ""]: readonly string[]): boolean {
  return /^(?:async\s*)?(?:\([^)]*\)|\w+)\s*=>|^(?:async\s+)?function\b/u.test(first);
}

function argumentsOf([first = "", second]: readonly string[]): { port?: string; host?: string } {
  if (!first.startsWith("{")) {
    const host = second !== undefined && !isCallback([second]) ? second : undefined;
    return { port: first, ...(host !== undefined && { host }) };
  }
  const inside = first.slice(1, first.endsWith("}") ? -1 : undefined);
  const port = propertyOf(inside, "port");
  const host = propertyOf(inside, "host") ?? propertyOf(inside, "hostname");
  return { ...(port !== undefined && { port }), ...(host !== undefined && { host }) };
}

type NamedSettings = ReadonlyMap<string, NamedSetting>;

interface NamedSetting {
  readonly expression: string;
  readonly file: string;
  readonly line: number;
}

/** Constants and properties that look like a port or an address, by name, the first of each. */
function namedSettings(sources: readonly Source[]): NamedSettings {
  const names = new Map<string, NamedSetting>();
  const NAMED =
    /(?:\b(?:const|let|var)\s+([\w$]*(?:port|host|address)[\w$]*)\s*(?::[^=;\n]{1,60})?=(?!=)|(?<=[\s,{])["']?([\w$]*(?:port|host)[\w$]*)["']?\s*:)\s*([^;\n]{1,200})/giu;
  for (const { text, file } of sources) {
    for (const { 1: constant, 2: property, 3: expression = "", index } of text.matchAll(NAMED)) {
      const name = (constant ?? property ?? "").toLowerCase();
      const { variable, literal } = settingOf(expression);
      if (names.has(name) || (variable === undefined && literal === undefined)) continue;
      names.set(name, { expression, file, line: lineAt(text, index) });
    }
  }
  return names;
}

interface ResolvedPort {
  readonly number?: number;
  readonly variable?: string;
  readonly at?: Evidence;
}

/** The expression itself, or what its last name was set to: `config.server.port` is a `port` somewhere. */
function resolvedPort(expression: string | undefined, names: () => NamedSettings): ResolvedPort {
  if (expression === undefined) return {};
  const own = portOfSetting(expression);
  if (own.number !== undefined || own.variable !== undefined) return own;
  const named = names().get(lastName(expression));
  if (named === undefined) return {};
  const { number, variable } = portOfSetting(named.expression);
  const at = number === undefined ? undefined : evidence(named.file, named.line, `takes ${number} for it`);
  return {
    ...(number !== undefined && { number }),
    ...(variable !== undefined && { variable }),
    ...(at !== undefined && { at }),
  };
}

function resolvedHost(expression: string | undefined, names: () => NamedSettings): string | undefined {
  if (expression === undefined) return undefined;
  const own = settingOf(expression).literal;
  const text = own ?? settingOf(names().get(lastName(expression))?.expression ?? "").literal;
  return text !== undefined && /^[\w.:-]+$/u.test(text) && !/^\d+$/u.test(text) ? text : undefined;
}

function lastName(expression: string): string {
  const bare = expression.replace(/^(?:Number|parseInt|String|\+|await)\s*\(?/u, "").replaceAll(/[)!\s]+$/gu, "");
  return (/([\w$]+)$/u.exec(bare)?.[1] ?? "").toLowerCase();
}
