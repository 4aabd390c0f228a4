import { parseArgs } from "node:util";

/** How `npm start` shows the sample. */
export interface StartOptions {
  /** In the VS Code that is installed, instead of the browser. */
  readonly desktop: boolean;
  /** Walks the way by itself, and writes the pictures of the documentation. */
  readonly tour: boolean;
  /** On loopback; 0 for a free one. */
  readonly port: number;
}

/** Why there is nothing to start: help that was asked for (code 0), or a mistake (code 2). */
export interface NotStarted {
  readonly say: string;
  readonly code: 0 | 2;
}

const HELP = `Usage: npm start [-- OPTIONS]

The sample workspace on the embedded cluster, in VS Code in the browser, at an address that is printed.

  --port N    the port on 127.0.0.1 (default: 8470; 0 for a free one)
  --desktop   in the VS Code that is installed, instead of the browser
  --tour      walk the way by itself in Chromium, and write the pictures into docs/pictures
  --help      this text`;

/** Reads the arguments behind `npm start --`. */
export function startOptions(args: readonly string[]): StartOptions | NotStarted {
  const { values, tokens } = parseArgs({
    args: [...args],
    options: {
      desktop: { type: "boolean" },
      tour: { type: "boolean" },
      port: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
    strict: false,
    tokens: true,
  });
  if (values.help === true) return { say: HELP, code: 0 };
  for (const token of tokens) {
    if (token.kind === "positional") return mistake(`${token.value} means nothing here.`);
    if (token.kind !== "option") continue;
    if (!["desktop", "tour", "port"].includes(token.name)) return mistake(`There is no option ${token.rawName}.`);
    if (token.name !== "port" && token.value !== undefined) return mistake(`${token.rawName} takes no value.`);
  }
  const { desktop = false, tour = false, port = "8470" } = values;
  if (desktop === true && tour === true) return mistake("--tour walks in Chromium: leave --desktop out.");
  if (typeof port !== "string" || !/^\d{1,5}$/u.test(port) || Number(port) > 65_535) {
    return mistake("--port takes a number up to 65535.");
  }
  return { desktop: desktop === true, tour: tour === true, port: Number(port) };
}

function mistake(sentence: string): NotStarted {
  return { say: `${sentence}\n\n${HELP}`, code: 2 };
}
