/** A line of a file such as `.env.example`. */
export interface EnvEntry {
  readonly name: string;
  /** Without quotes and comment; empty where it stands without one. */
  readonly value: string;
  readonly line: number;
}

/**
 * Names under which examples of `.env` files are kept. A real `.env` holds secrets and
 * is not read; Symfony's, which is part of the project, only for the schemes of its addresses.
 */
export const ENV_EXAMPLES = [".env.example", ".env.sample", ".env.template", ".env.dist", "env.example", "example.env"];

/** The entries of an `.env` file's text, in order. Never throws. */
export function readEnvFile(text: string): readonly EnvEntry[] {
  return text.split("\n").flatMap((line, index) => {
    const match = /^\s*(?:export\s+)?([A-Za-z_][\w.]*)\s*=(.*)$/u.exec(line);
    return match?.[1] === undefined ? [] : [{ name: match[1], value: bare(match[2] ?? ""), line: index + 1 }];
  });
}

function bare(written: string): string {
  const value = written.trim();
  const quoted = /^"([^"]*)"|^'([^']*)'/u.exec(value);
  if (quoted !== null) return quoted[1] ?? quoted[2] ?? "";
  const comment = value.search(/(?:^|\s)#/u);
  return (comment === -1 ? value : value.slice(0, comment)).trim();
}
