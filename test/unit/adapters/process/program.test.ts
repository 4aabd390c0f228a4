import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ProgramStart, RunningProgram } from "../../../../src/core/ports/program.ts";
import { fixtureCall, GUARD, livingOnes, printed, programs } from "../../../support/readiness/programs.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

const environment = { PATH: process.env["PATH"] ?? "" };

async function started(call: ProgramStart["call"], more: Partial<ProgramStart> = {}): Promise<RunningProgram> {
  return programs.start({ call, folder: await temporaryFolder(), environment, ...more });
}

describe("guarded programs", () => {
  it("tell how a program ended and what it printed on both streams", async () => {
    const program = await started([
      process.execPath,
      "-e",
      "console.log('out'); console.error('err'); process.exit(3)",
    ]);
    expect(await program.ended).toEqual({ code: 3 });
    const { text, bytes } = program.output();
    expect([text.includes("out\n"), text.includes("err\n"), bytes]).toEqual([true, true, 8]);
  });

  it("tell that there is no such program", async () => {
    const program = await started(["there-is-no-such-program"]);
    expect(await program.ended).toEqual({ failure: "ENOENT" });
  });

  it("take arguments as they are: no shell reads them", async () => {
    const odd = "$(touch x) `id` ; && > $HOME \" ' * \n";
    const program = await started([process.execPath, "-e", "process.stdout.write(process.argv[1])", odd]);
    await program.ended;
    expect(program.output().text).toBe(odd);
  });

  it("give the environment that was said and nothing else", async () => {
    const program = await started([process.execPath, "-e", "console.log(Object.keys(process.env).sort().join())"], {
      environment: { ...environment, SAID: "1" },
    });
    await program.ended;
    expect(program.output().text).toBe("PATH,SAID,TIDEGATE_PROGRAM\n");
  });

  it("keep the beginning and the end of a flood, and leave out the rest", async () => {
    const program = await started(fixtureCall("flood.cjs"));
    expect(await program.ended).toEqual({ code: 0 });
    const { text, bytes } = program.output();
    expect(bytes).toBe(100 * 1024 * 1024 + "the first line\nthe last line\n".length);
    expect(text.length).toBeLessThan(1024 * 1024 + 100);
    expect(text.startsWith("the first line\n")).toBe(true);
    expect(text.endsWith("the last line\n")).toBe(true);
    expect(text).toContain("bytes are left out here");
  });

  it("leave no child behind when the program has ended, in its group or out of it", async () => {
    const living = await livingOnes();
    const program = await started(fixtureCall("family.cjs", living.port, "end"));
    await living.arrived(1);
    expect(await program.ended).toEqual({ code: 7 });
    await living.gone();
  });

  it("end the whole tree when told to, and programs that do not end when they are asked", async () => {
    const living = await livingOnes();
    const program = await started(fixtureCall("family.cjs", living.port, "stay"));
    await living.arrived(2);
    program.kill();
    await program.ended;
    await living.gone();

    const stubborn = await started(fixtureCall("stubborn.cjs"));
    await printed(stubborn, "up");
    stubborn.terminate();
    await printed(stubborn, "no");
    stubborn.kill();
    const { code } = await stubborn.ended;
    expect(code).toBeUndefined();
  });

  it("tell by which signal a program ended that was asked to", async () => {
    const program = await started([process.execPath, "-e", "console.log('up'); setInterval(() => 0, 1000)"]);
    await printed(program, "up");
    program.terminate();
    expect(await program.ended).toEqual({ signal: "SIGTERM" });
  });

  it("end the whole tree when the process that started them is killed", async () => {
    const living = await livingOnes();
    const folder = await temporaryFolder();
    const script = join(folder, "runner.mts");
    const start = { call: fixtureCall("family.cjs", living.port, "stay"), folder, environment };
    const adapter = new URL("../../../../src/adapters/process/program.ts", import.meta.url).href;
    await writeFile(
      script,
      `import { guardedPrograms } from ${JSON.stringify(adapter)};
await guardedPrograms(${JSON.stringify(GUARD)}, () => "of-a-killed-runner").start(${JSON.stringify(start)});
setInterval(() => undefined, 60_000);`,
    );
    const runner = spawn(process.execPath, [script], { stdio: ["ignore", "inherit", "inherit"] });
    await living.arrived(2);
    runner.kill("SIGKILL");
    await once(runner, "exit");
    await expect(living.gone()).resolves.toBeUndefined();
  });
});
