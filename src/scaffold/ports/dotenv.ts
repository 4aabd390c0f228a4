/** A variable of a `.env` file that is a port. */
export interface DotenvPort {
  readonly name: string;
  readonly port: number;
  /** From 1. */
  readonly line: number;
}

/** The name, then the port or nothing, then what else stands in the line, such as a comment. */
const LINE = /^((?:export )?([A-Z][A-Z0-9_]{0,60}_PORT)=["']?)(\d{0,5})(["']?\s*(?:#[^\n]*)?)$/u;

/** The ports that a `.env` sets, in order: `WEB_PORT=3001`. Never throws. */
export function dotenvPorts(text: string): readonly DotenvPort[] {
  return text.split("\n").flatMap((line, index) => {
    const [, , name, digits] = LINE.exec(line) ?? [];
    const port = Number(digits);
    return name !== undefined && port > 0 && port < 65_536 ? [{ name, port, line: index + 1 }] : [];
  });
}

/** The variables of a `.env` that are ports, by name; the last of a name counts. Never throws. */
export function portsIn(text: string): ReadonlyMap<string, number> {
  return new Map(dotenvPorts(text).map(({ name, port }) => [name, port]));
}

/**
 * A `.env` with ports: those that it names already, or names without a value, in their lines, the others after it. All
 * else stays as it is, also quotes, comments and line ends.
 */
export function withPorts(text: string, ports: ReadonlyMap<string, number>): string {
  const lines = text.split("\n").map((line) => {
    const [, before = "", name = "", , after = ""] = LINE.exec(line) ?? [];
    const port = ports.get(name);
    return port === undefined ? line : `${before}${port}${after}`;
  });
  const changed = lines.join("\n");
  const there = portsIn(changed);
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const added = [...ports]
    .filter(([name, port]) => there.get(name) !== port)
    .map(([name, port]) => `${name}=${port}${end}`);
  return `${changed}${changed === "" || changed.endsWith("\n") || added.length === 0 ? "" : end}${added.join("")}`;
}
