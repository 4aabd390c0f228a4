import { describe, expect, it } from "vitest";
import { bindVariables } from "../../../../src/scaffold/generate/bindVariables.ts";
import { containerOf } from "../../../../src/scaffold/generate/container.ts";
import { expressServer, fact } from "../../../support/scaffold/sampleFacts.ts";

const variable = (name: string, usual: string) => fact({ name, required: false, secret: false, default: usual });

describe("variables that set an address", () => {
  it("are the framework's, and the code's own, where it binds to loopback", () => {
    const environment = [variable("HOST", "127.0.0.1"), variable("DB_HOST_NAME", "primary"), variable("MODE", "x")];
    const server = expressServer({ framework: fact("rocket"), bind: fact("127.0.0.1"), environment });
    expect(bindVariables(server)).toEqual({ ROCKET_ADDRESS: "0.0.0.0", HOST: "0.0.0.0" });
    expect(containerOf(server, "x").environment.map(({ name }) => name)).toEqual(["DB_HOST_NAME", "MODE"]);
  });

  it("are those that stand where it listens, whatever they are called", () => {
    const at = { file: "server.js", line: 9, says: "binds" };
    const bind = { ...fact("localhost"), evidence: [at] };
    const own = { ...variable("GATEWAY_ON", "localhost"), evidence: [at] };
    const other = { ...variable("REDIS_HOST", "localhost"), evidence: [{ ...at, line: 2 }] };
    expect(bindVariables(expressServer({ bind, environment: [own, other] }))).toEqual({ GATEWAY_ON: "0.0.0.0" });
  });

  it("are none of what takes every address already, or of a worker", () => {
    const environment = [variable("HOST", "127.0.0.1")];
    expect(bindVariables(expressServer({ bind: fact("0.0.0.0"), environment }))).toEqual({});
    expect(bindVariables(expressServer({ role: fact("worker"), bind: fact("127.0.0.1"), environment }))).toEqual({});
  });
});
