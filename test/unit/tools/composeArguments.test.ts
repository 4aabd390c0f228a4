import { describe, expect, it } from "vitest";
import { buildArguments, publishedPort, runArguments } from "../../support/engine/compose/composeArguments.ts";
import { interpolated } from "../../support/engine/compose/interpolated.ts";

const values = (name: string): string | undefined => ({ SET: "1", EMPTY: "", PASSWORD: "p" })[name];

describe("how a generated compose file is said to the engine", () => {
  it("names every setting that limits a container", () => {
    const service = {
      image: "shop:dev",
      command: ["node", "worker.js"],
      user: "10001:10001",
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
      read_only: true,
      tmpfs: ["/tmp"],
      environment: { PORT: "8000", OTHER: null },
      mem_limit: "256m",
      cpus: "0.5",
      pids_limit: 256,
      init: true,
      restart: "no",
      ports: ["127.0.0.1:4000:8000"],
    };
    expect(runArguments(service, ["--more"])).toEqual([
      "--user=10001:10001",
      "--cap-drop=ALL",
      "--security-opt=no-new-privileges:true",
      "--read-only=true",
      "--tmpfs=/tmp",
      "--env=PORT=8000",
      "--memory=256m",
      "--memory-swap=256m",
      "--cpus=0.5",
      "--pids-limit=256",
      "--init=true",
      "--restart=no",
      "--publish=127.0.0.1:4000:8000",
      "--more",
      "shop:dev",
      "node",
      "worker.js",
    ]);
    expect(publishedPort(service)).toBe(4000);
  });

  it("takes no setting that nobody translates, and no other form of one", () => {
    expect(() => runArguments({ image: "shop", privileged: true })).toThrow('"privileged"');
    expect(() => runArguments({ image: "shop", constructor: true })).toThrow('"constructor"');
    expect(() => runArguments({ image: "shop", volumes: ["/:/host"] })).toThrow("Invalid input");
    expect(() => runArguments({ image: "shop", healthcheck: { test: ["CMD", "true"] } })).toThrow("Invalid input");
  });

  it("builds from the folder and the file that the service names", () => {
    const service = {
      image: "shop:dev",
      build: { context: "./web", dockerfile: "Dockerfile.a", args: { VERSION: "dev" } },
    };
    expect(buildArguments(service, "/w")).toEqual([
      "--file=/w/web/Dockerfile.a",
      "--tag=shop:dev",
      "--build-arg=VERSION=dev",
      "/w/web",
    ]);
  });

  it.each([
    ["$${SET}", "${SET}"],
    ["a${SET}b", "a1b"],
    ["${EMPTY:-x}${NONE:-y}${NONE}", "xy"],
    ["${NONE:-db://${PASSWORD:?Set it}@h}/n", "db://p@h/n"],
    ["${SET:?Set it}", "1"],
  ])("fills in %s", (text, filled) => {
    expect(interpolated(text, values)).toBe(filled);
  });

  it("asks for what must be set, and takes no other notation", () => {
    expect(() => interpolated("${NONE:?Set NONE in .env}", values)).toThrow("Set NONE in .env");
    expect(() => interpolated("$SET", values)).toThrow("Nobody fills in");
    expect(() => interpolated("${SET-1}", values)).toThrow("Nobody fills in");
    expect(() => interpolated("${NONE:-x", values)).toThrow("not closed");
  });
});
