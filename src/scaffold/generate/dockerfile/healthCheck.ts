import type { CommandLine } from "../../facts/application.ts";
import type { Container } from "../container.ts";

/** A program that is in an image anyway and can ask for a page or open a port. */
export type Prober = "node" | "bun" | "deno" | "python" | "ruby" | "php" | "busybox" | "wget" | "bash";

/** What a prober is told: where, and how the port is written so that it follows its variable. */
interface Target {
  /** Of `probePath`: nothing in it needs quoting. */
  readonly path: string | undefined;
  readonly port: number;
  readonly variable: string | undefined;
}

/** The words of a health check without any package of its own; undefined for what answers nobody. */
export function healthCheck(prober: Prober, { port, portVariable, health }: Container): CommandLine | undefined {
  return port === undefined ? undefined : PROBES[prober]({ path: health, port, variable: portVariable });
}

const PROBES: Readonly<Record<Prober, (target: Target) => CommandLine>> = {
  node: (target) => ["node", "-e", javascript(target, `process.env.${target.variable}`, "require('net')")],
  bun: (target) => ["bun", "-e", javascript(target, `process.env.${target.variable}`, "require('net')")],
  deno: ({ path, port, variable }) => {
    const at = variable === undefined ? String(port) : `\${Deno.env.get('${variable}')}`;
    const ask = `(await fetch(\`http://127.0.0.1:${at}${path}\`)).ok`;
    const open = `await Deno.connect({ port: Number(\`${at}\`) })`;
    return ["deno", "eval", path === undefined ? `${open}; Deno.exit(0)` : `Deno.exit(${ask} ? 0 : 1)`];
  },
  python: ({ path, port, variable }) => {
    const at = variable === undefined ? String(port) : `os.environ['${variable}']`;
    const url = variable === undefined ? `'http://127.0.0.1:${at}${path}'` : `'http://127.0.0.1:' + ${at} + '${path}'`;
    return path === undefined
      ? ["python", "-c", `import os, socket; socket.create_connection(('127.0.0.1', int(${at})), 4)`]
      : ["python", "-c", `import os, urllib.request as web; web.urlopen(${url}, timeout=4)`];
  },
  ruby: ({ path, port, variable }) => {
    const at = variable === undefined ? String(port) : `ENV.fetch('${variable}')`;
    return path === undefined
      ? ["ruby", "-rsocket", "-e", `TCPSocket.new('127.0.0.1', ${at}).close`]
      : ["ruby", "-rnet/http", "-e", `exit Net::HTTP.get_response('127.0.0.1', '${path}', ${at}).code < '400'`];
  },
  php: ({ path, port, variable }) => {
    const at = variable === undefined ? `'${port}'` : `getenv('${variable}')`;
    return path === undefined
      ? ["php", "-r", `exit(@fsockopen('127.0.0.1', (int) ${at}, $code, $text, 4) ? 0 : 1);`]
      : ["php", "-r", `exit(@file_get_contents('http://127.0.0.1:' . ${at} . '${path}') === false ? 1 : 0);`];
  },
  busybox: (target) => (target.path === undefined ? openPort(target) : wget(target)),
  wget,
  bash: ({ path, port, variable }) => [
    "bash",
    "-c",
    overTcp(path, variable === undefined ? String(port) : `$${variable}`),
  ],
};

function javascript({ path, port, variable }: Target, fromEnvironment: string, net: string): string {
  const at = variable === undefined ? String(port) : fromEnvironment;
  const ends = "process.exit(";
  if (path === undefined) {
    return `${net}.connect(${at}, '127.0.0.1').on('connect', () => ${ends}0)).on('error', () => ${ends}1))`;
  }
  const url = variable === undefined ? `'http://127.0.0.1:${at}${path}'` : `'http://127.0.0.1:' + ${at} + '${path}'`;
  return `fetch(${url}).then((answer) => ${ends}answer.ok ? 0 : 1), () => ${ends}1))`;
}

/** A shell is only needed where a variable is to be read. */
function wget({ path, port, variable }: Target): CommandLine {
  const words = ["wget", "-q", "-T", "4", "-O", "/dev/null"];
  return variable === undefined
    ? [...words, `http://127.0.0.1:${port}${path ?? "/"}`]
    : ["sh", "-c", `exec ${words.join(" ")} "http://127.0.0.1:$${variable}${path ?? "/"}"`];
}

function openPort({ port, variable }: Target): CommandLine {
  return variable === undefined
    ? ["nc", "-z", "127.0.0.1", String(port)]
    : ["sh", "-c", `exec nc -z 127.0.0.1 "$${variable}"`];
}

/** bash opens TCP connections by itself. Redirections are answers too, as they are to a kubelet. */
function overTcp(path: string | undefined, at: string): string {
  const open = `exec 3<>/dev/tcp/127.0.0.1/${at}`;
  if (path === undefined) return open;
  const request = String.raw`printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' '${path}' >&3`;
  return `${open} && ${request} && read -r -t 4 _ status _ <&3 && [[ $status == [23]* ]]`;
}
