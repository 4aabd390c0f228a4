import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { developmentStart } from "../../../../../src/engine/checks/readiness/developmentStart.ts";
import { readyWorkspace, shortly, tried, WITHOUT_INSTALL } from "../../../../support/readiness/readyWorkspace.ts";

vi.setConfig({ testTimeout: 120_000 });

const start = (scripts: unknown) => developmentStart(JSON.stringify({ scripts }), "pnpm");

describe("the script that starts for development", () => {
  it.each([
    [{ dev: "next dev" }, { call: ["pnpm", "run", "dev"] }],
    [{ dev: "vite" }, { call: ["pnpm", "run", "dev"], port: 5173 }],
    [{ dev: "vite --port 4000 --open" }, { call: ["pnpm", "run", "dev"], port: 4000 }],
    [{ dev: "next dev -p 3001" }, { call: ["pnpm", "run", "dev"], port: 3001 }],
    [{ "start:dev": "nest start --watch" }, { call: ["pnpm", "run", "start:dev"] }],
    [
      { start: "ng serve", develop: "ng serve" },
      { call: ["pnpm", "run", "develop"], port: 4200 },
    ],
  ])("%j", (scripts, found) => {
    expect(start(scripts)).toEqual(found);
  });

  it.each([{ start: "node ." }, { dev: "" }, { dev: 1 }, "x", null, undefined])("is not in %j", (scripts) => {
    expect(start(scripts)).toBeUndefined();
  });

  it("is not in what is no JSON", () => {
    expect(developmentStart("{", "npm")).toBeUndefined();
    expect(developmentStart("null", "npm")).toBeUndefined();
  });
});

describe("an application that is started for development", () => {
  const check = "starts-in-development";

  it("is given what is meant for development, is up, and has ended afterwards", async () => {
    const folder = await readyWorkspace();
    const purposes: string[] = [];
    const ownVariables = async (_application: string, purpose: string): Promise<Record<string, string>> => {
      purposes.push(purpose);
      return { GREETING: `${purpose}-greeting`, DB_PASSWORD: `${purpose}-password` };
    };
    const found = await tried(folder, [check, "application-starts"], WITHOUT_INSTALL, { ownVariables });
    expect([shortly(found[check]), shortly(found["application-starts"])]).toEqual(["pass Started", "pass Started"]);
    expect(found[check]).toMatchObject({ measure: { bound: 120, unit: "s" } });
    const text = await readFile(join(folder, found[check]?.files?.[0]?.path ?? ""), "utf8");
    expect(text).toContain("for development with development-greeting");
    expect(text).not.toMatch(/production-greeting|-password/u);
    expect(purposes).toEqual(["production", "development"]);
  });

  it("fails where it does not come up, though it does in production", async () => {
    const folder = await readyWorkspace({ server: ["crashes in development"] });
    const found = await tried(folder, [check, "application-starts"]);
    expect([shortly(found[check]), shortly(found["application-starts"])]).toEqual([
      "fail EndedByItself",
      "pass Started",
    ]);
    expect(found[check]?.message).toContain("cannot find the watcher");
  });

  it("is in doubt where nobody says how, where its port is taken, and where the program is missing", async () => {
    const folder = await readyWorkspace({}, { "package.json": '{"name":"a","scripts":{"start":"node server.cjs"}}' });
    expect((await tried(folder, [check]))[check]).toMatchObject({
      reason: "NotSaid",
      message: expect.stringContaining("start-development"),
    });
    const missing = { ...WITHOUT_INSTALL, startDevelopment: ["no-such-program"] as [string] };
    expect(shortly((await tried(folder, [check], missing))[check])).toBe("inconclusive ProgramMissing");
  });
});
