import { describe, expect, it, vi } from "vitest";
import { ManualClock } from "../../../../../src/base/clock.ts";
import { systemLoopback } from "../../../../../src/adapters/http/loopback.ts";
import type { Programs, RunningProgram } from "../../../../../src/core/ports/program.ts";
import { tryReadiness } from "../../../../../src/engine/checks/readiness/tryReadiness.ts";
import { printed, programs } from "../../../../support/readiness/programs.ts";
import {
  readinessPorts,
  readyWorkspace,
  shortly,
  tried,
  WITHOUT_INSTALL,
} from "../../../../support/readiness/readyWorkspace.ts";

// Each trial starts several real programs, and other tests do at the same time.
vi.setConfig({ testTimeout: 120_000 });

/** Real programs; `then` is called with each that was started. */
function watched(then: (program: RunningProgram, call: string) => void): Programs {
  return {
    async start(start) {
      const program = await programs.start(start);
      then(program, start.call.join(" "));
      return program;
    },
  };
}

describe("time limits", () => {
  it("stop a build that does not end, with all that it started", async () => {
    const clock = new ManualClock();
    const folder = await readyWorkspace({ build: "hangs" });
    const hanging = watched((program, call) => {
      if (call === "npm run build") void printed(program, "building").then(() => clock.advance(120_000));
    });
    const found = await tried(folder, ["build-production"], WITHOUT_INSTALL, { clock, programs: hanging });
    expect(shortly(found["build-production"])).toBe("fail TimedOut");
    expect(found["build-production"]?.message).toContain("did not end within 120 s");
    expect(found["build-production"]?.files).toHaveLength(1);
  });

  it.each([
    ["silent", "ECONNREFUSED"],
    ["unhealthy", "503"],
  ] as const)("fail an application that is %s", async (server, last) => {
    const clock = new SteppingClock(10_000);
    const folder = await readyWorkspace({ server: [server] });
    const more = { clock, ...onceStarted(server === "silent" ? "sees" : "listening") };
    const found = await tried(folder, ["application-starts"], WITHOUT_INSTALL, more);
    expect(shortly(found["application-starts"])).toBe("fail NeverUp");
    expect(found["application-starts"]?.message).toMatch(
      new RegExp(`within 120 s. The last answer was: .*${last}`, "u"),
    );
  });

  it("fail an application that does not end when it is asked to, and end it by force", async () => {
    const clock = new SteppingClock(200);
    const { loopback, programs: starting } = onceStarted("listening");
    const stubborn: Programs = {
      async start(start) {
        const program = await starting.start(start);
        const terminate = (): void => {
          program.terminate();
          void printed(program, "not yet").then(() => clock.advance(30_000));
        };
        return { ...program, terminate };
      },
    };
    const folder = await readyWorkspace({ server: ["stubborn"] });
    const more = { clock, loopback, programs: stubborn };
    const found = await tried(folder, ["application-starts"], WITHOUT_INSTALL, more);
    expect(shortly(found["application-starts"])).toBe("fail EndsTooLate");
    expect(found["application-starts"]?.message).toContain("30 s after it was asked to");
  });
});

/** Time that passes between two looks, and else only when it is told to. */
class SteppingClock extends ManualClock {
  readonly #step: number;

  constructor(step: number) {
    super();
    this.#step = step;
  }

  override after(...given: Parameters<ManualClock["after"]>): ReturnType<ManualClock["after"]> {
    const timer = super.after(...given);
    // Neither the time until the next look nor the one in which an end becomes known is what is tried here.
    if (given[0] <= 1000) setImmediate(() => this.advance(Math.max(this.#step, given[0])));
    return timer;
  }
}

/** Nothing is asked of an application before it has printed a text: how fast this machine is does not matter then. */
function onceStarted(text: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    programs: watched((program, call) => {
      if (call === "node server.cjs") void printed(program, text).then(resolve);
    }),
    loopback: {
      ...systemLoopback,
      ask: async (...asked: Parameters<typeof systemLoopback.ask>) => {
        await promise;
        return systemLoopback.ask(...asked);
      },
    },
  };
}

describe("a person who gives up", () => {
  it.each(["npm run build", "node server.cjs"])(
    "ends %s, and nothing that was not found out is said",
    async (stopAt) => {
      const controller = new AbortController();
      const ends: Promise<unknown>[] = [];
      const stopping = watched((program, call) => {
        ends.push(program.ended);
        if (call === stopAt)
          void printed(program, stopAt.startsWith("npm") ? "building" : "listening").then(() => controller.abort());
      });
      const folder = await readyWorkspace(stopAt.startsWith("npm") ? { build: "hangs" } : { server: ["unhealthy"] });
      const checks = ["build-production", "application-starts", "assets-served"] as const;
      const request = { readiness: WITHOUT_INSTALL, checks, workloads: [], signal: controller.signal };
      const found = await tryReadiness(readinessPorts(folder, { programs: stopping }), request);
      expect(shortly(found.get("assets-served"))).toMatch(/^inconclusive /u);
      expect(shortly(found.get("application-starts"))).toBe("inconclusive Stopped");
      await Promise.all(ends);
    },
  );

  it("before anything began is told so by every check", async () => {
    const request = {
      readiness: WITHOUT_INSTALL,
      checks: ["lock-files-valid"] as const,
      workloads: [],
      signal: AbortSignal.abort(),
    };
    const found = await tryReadiness(readinessPorts(await readyWorkspace()), request);
    expect(shortly(found.get("lock-files-valid"))).toBe("inconclusive Stopped");
  });
});
