import type { FileFinding } from "../../../../src/checks/files/finding.ts";
import type { Checking } from "../../../../src/engine/findings/checking.ts";
import type { FindingsPart } from "../../../../src/host/findings/findingsPart.ts";
import type { OpenFile } from "../../../../src/host/findings/openFile.ts";
import type { Log } from "../../../../src/host/log/log.ts";

/** A finding of a rule, by a tool, in a file. */
export function finding(rule: string, tool = "tidegate", file = "Dockerfile"): FileFinding {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 5 };
  return { tool, rule, severity: "warning", file, range, message: rule, fixes: [] };
}

/** An open file that can be typed in. */
export class Typed implements OpenFile {
  readonly key: string;
  readonly path: string;
  readonly folder = "/shop";
  version = 1;
  dirty = false;
  #text: string;

  constructor(path: string, text: string) {
    this.key = `file:///shop/${path}`;
    this.path = path;
    this.#text = text;
  }

  readonly text = (): string => this.#text;

  type(text: string): void {
    this.#text = text;
    this.version++;
    this.dirty = true;
  }
}

const refuse = (): never => {
  throw new Error("Nobody asks for this.");
};

/** A part that checks by these functions, and counts how often it was loaded. */
export function partOf(checking: Partial<Checking>): { load: () => Promise<FindingsPart>; loads: () => number } {
  let loads = 0;
  const whole: Checking = {
    check: refuse,
    inspect: refuse,
    mend: refuse,
    agreement: refuse,
    lint: refuse,
    ...checking,
  };
  return {
    loads: () => loads,
    load: async () => {
      loads++;
      return { openChecking: () => whole, ruleOf: () => undefined };
    },
  };
}

/** A log that keeps its lines. */
export function linesOf(lines: string[]): Log {
  const line = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  return { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") };
}
