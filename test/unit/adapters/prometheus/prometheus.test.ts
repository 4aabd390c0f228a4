import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { prometheusMetrics } from "../../../../src/adapters/prometheus/prometheus.ts";
import { readAnswer } from "../../../../src/adapters/prometheus/readAnswer.ts";
import { ManualClock } from "../../../../src/base/clock.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function serverWith(answer: Answer): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const clock = new ManualClock();
const metrics = prometheusMetrics({ clock, timeoutMs: 1000 });

function vector(...values: readonly string[]): string {
  const result = values.map((value, index) => ({ metric: { index }, value: [1_700_000_000.5, value] }));
  return JSON.stringify({ status: "success", data: { resultType: "vector", result } });
}

function sends(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return (_request, response) => response.writeHead(status, headers).end(body);
}

describe("a server of metrics", () => {
  it("is asked below the path that its address has, and for the age of a single sample", async () => {
    const asked: string[] = [];
    const url = await serverWith(({ url: path = "" }, response) => {
      asked.push(decodeURIComponent(path.replaceAll("+", " ")));
      response.end(vector(path.includes("timestamp") ? "1699999990" : "0.25"));
    });
    const { samples } = await metrics.query(`${url}/prom`, "up # it");
    expect(samples).toEqual([{ value: 0.25, at: 1_700_000_000_500, takenAt: 1_699_999_990_000 }]);
    expect(asked).toEqual(["/prom/api/v1/query?query=up # it", "/prom/api/v1/query?query=timestamp(\nup # it\n)"]);
  });

  it.each([
    ["MetricsAnswer", sends(200, "<html>")],
    ["MetricsAnswer", sends(200, "x".repeat(2_000_000))],
    ["MetricsAnswer", sends(500, "")],
    ["MetricsAnswer", sends(302, "", { location: "http://127.0.0.1:1/" })],
    ["MetricsRefused", sends(401, "")],
    ["MetricsRefused", sends(403, "")],
    ["BadQuery", sends(400, JSON.stringify({ status: "error", errorType: "bad_data", error: "parse error" }))],
    ["MetricsUnreachable", (_request: IncomingMessage, response: ServerResponse) => response.destroy()],
  ] as const)("that answers badly is a fault: %s", async (reason, answer) => {
    const url = await serverWith(answer);
    await expect(metrics.query(url, "up")).rejects.toMatchObject({ reason });
  });

  it("that is no server is a fault", async () => {
    await expect(metrics.query("http://127.0.0.1:1", "up")).rejects.toMatchObject({ reason: "MetricsUnreachable" });
    await expect(metrics.query("ftp://127.0.0.1", "up")).rejects.toMatchObject({ reason: "MetricsUnreachable" });
    await expect(metrics.query("", "up")).rejects.toMatchObject({ reason: "MetricsUnreachable" });
  });

  it("that is silent is given up, and so is a question that is called off", async () => {
    const came: (() => void)[] = [];
    const url = await serverWith(() => came.shift()?.());
    const silent = new Promise<void>((resolve) => came.push(resolve));
    const asking = metrics.query(url, "up");
    asking.catch(() => undefined);
    await silent;
    clock.advance(1000);
    await expect(asking).rejects.toMatchObject({ reason: "MetricsTimedOut" });

    const calledOff = new AbortController();
    const again = new Promise<void>((resolve) => came.push(resolve));
    const second = metrics.query(url, "up", calledOff.signal);
    second.catch(() => undefined);
    await again;
    calledOff.abort(new Error("called off"));
    await expect(second).rejects.toThrow("called off");
  });

  it("that answers in part says so", async () => {
    const partial = {
      status: "success",
      isPartial: true,
      warnings: ["one"],
      data: { resultType: "vector", result: [] },
    };
    const url = await serverWith(sends(200, JSON.stringify(partial)));
    expect((await metrics.query(url, "up")).warnings).toHaveLength(2);
  });
});

/** Whether an answer gives numbers, or a fault of the reason that it should. */
function isNumberOrFault(text: string): boolean {
  try {
    return readAnswer(text).samples.every(({ value }) => typeof value === "number");
  } catch (error) {
    return (error as { reason?: string }).reason === "MetricsAnswer";
  }
}

describe("a value", () => {
  it.each([
    ["0.5", 0.5],
    ["1e-3", 0.001],
    ["+Inf", Number.POSITIVE_INFINITY],
    ["-Inf", Number.NEGATIVE_INFINITY],
    ["NaN", Number.NaN],
    ["", Number.NaN],
    ["0x10", Number.NaN],
    [" 1", Number.NaN],
    ["1,5", Number.NaN],
  ])("%s", (text, value) => {
    expect(readAnswer(vector(text)).samples[0]?.value).toBe(value);
  });

  it("of any text is a number or a fault, and never something else", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string().map((text) => vector(text)),
        ),
        (text) => {
          expect(isNumberOrFault(text)).toBe(true);
        },
      ),
    );
  });
});
