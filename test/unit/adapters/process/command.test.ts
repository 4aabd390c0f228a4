import { describe, expect, test } from "vitest";
import { runCommand } from "../../../../src/adapters/process/command.ts";
import type { Command } from "../../../../src/core/ports/command.ts";

/** A call of this Node with a script. */
function node(script: string, more: Partial<Command<string>> = {}): Command<string> {
  return { command: process.execPath, args: ["-e", script], timeoutMs: 20_000, parse: (output) => output, ...more };
}

describe("a command", () => {
  test("gives its parsed output", async () => {
    expect(await runCommand({ ...node("console.log(6 * 7)"), parse: Number })).toBe(42);
  });

  test("gets its arguments as they are, never through a shell", async () => {
    const call = node("console.log(process.argv[1])", { args: ["-p", "process.argv[1]", "$(id); `id` *"] });
    expect(await runCommand(call)).toBe("$(id); `id` *\n");
  });

  test("that fails says so with its exit code and what it said, without secrets", async () => {
    const script = 'console.error("denied: password=hunter22, seen topsecretvalue"); process.exit(3)';
    await expect(runCommand(node(script, { secrets: ["topsecretvalue"] }))).rejects.toMatchObject({
      reason: "CommandFailed",
      message: expect.stringMatching(/exit code 3: denied: password=\[redacted\], seen \[redacted\]/u),
      facts: { exitCode: 3 },
    });
  });

  test("that is not there is named", async () => {
    await expect(runCommand({ ...node(""), command: "no-such-program" })).rejects.toMatchObject({
      reason: "CommandMissing",
      message: "no-such-program was not found. Install it or put it on PATH.",
    });
  });

  test("that takes too long is stopped with everything it started", async () => {
    // The grandchild holds the output pipe: the call could not end while it lives.
    const script = 'require("child_process").spawn("sleep", ["600"], { stdio: "inherit" }); setInterval(() => {}, 1e6)';
    await expect(runCommand(node(script, { timeoutMs: 300 }))).rejects.toMatchObject({ reason: "CommandTimedOut" });
  });

  test("is stopped on request", async () => {
    const stop = new AbortController();
    const running = runCommand(node("setInterval(() => {}, 1e6)"), stop.signal);
    stop.abort();
    await expect(running).rejects.toMatchObject({ reason: "CommandAborted" });
  });
});
