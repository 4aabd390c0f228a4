/** The variables of a `.env` file that are ports, by name: `WEB_PORT=3001`. Never throws; the last of a name counts. */
export function portsIn(text: string): ReadonlyMap<string, number> {
  const lines = text.split(/\r?\n/u).flatMap((line) => {
    const [, name, digits] = /^(?:export )?([A-Z][A-Z0-9_]{0,60}_PORT)=["']?(\d{1,5})["']?\s*(?:#|$)/u.exec(line) ?? [];
    const port = Number(digits);
    return name !== undefined && port > 0 && port < 65_536 ? ([[name, port]] as const) : [];
  });
  return new Map(lines);
}

/**
 * A `.env` with ports: the text as it is, ports that it names already in their lines, the others after it. Nothing
 * else of it is touched.
 */
export function withPorts(text: string, ports: ReadonlyMap<string, number>): string {
  const kept = portsIn(text);
  const lines = text.split("\n").map((line) => {
    const name = /^(?:export )?([A-Z][A-Z0-9_]{0,60}_PORT)=/u.exec(line)?.[1];
    const port = name === undefined || !kept.has(name) ? undefined : ports.get(name);
    return port === undefined || port === kept.get(name ?? "") ? line : `${name}=${port}`;
  });
  const added = [...ports].filter(([name]) => !kept.has(name)).map(([name, port]) => `${name}=${port}\n`);
  const before = lines.join("\n");
  return `${before}${before === "" || before.endsWith("\n") || added.length === 0 ? "" : "\n"}${added.join("")}`;
}
