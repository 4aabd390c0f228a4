import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePorts } from "../controlPlane/ports.ts";

/** Debian's Prometheus on loopback, which scrapes one page of metrics every second. */
export interface RealPrometheus {
  readonly url: string;
  stop(): Promise<void>;
}

const LONGEST_START_MS = 60_000;

/** Starts it and waits until it has scraped `page` once. Rejects where it does not come up. */
export async function startPrometheus(page: () => string): Promise<RealPrometheus> {
  const exporter = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(page());
  });
  await new Promise<void>((resolve) => {
    exporter.listen(0, "127.0.0.1", resolve);
  });
  const folder = await mkdtemp(join(tmpdir(), "tidegate-prometheus-"));
  const [port = 0] = await freePorts(1);
  const target = `127.0.0.1:${(exporter.address() as AddressInfo).port}`;
  await writeFile(join(folder, "prometheus.yml"), configuration(target));
  const program = spawn("/usr/bin/prometheus", [
    `--config.file=${join(folder, "prometheus.yml")}`,
    `--storage.tsdb.path=${join(folder, "data")}`,
    `--web.listen-address=127.0.0.1:${port}`,
    "--log.level=error",
  ]);
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    await ended(program);
    exporter.closeAllConnections();
    exporter.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await scraped(url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

function configuration(target: string): string {
  const scrape = "scrape_configs: [{ job_name: shop, static_configs: [{ targets: ['TARGET'] }] }]";
  return `global: { scrape_interval: 1s }\n${scrape.replace("TARGET", target)}\n`;
}

async function scraped(url: string): Promise<void> {
  const late = AbortSignal.timeout(LONGEST_START_MS);
  for (;;) {
    late.throwIfAborted();
    const answer = await fetch(`${url}/api/v1/query?query=up`).then(
      (response) => response.text(),
      () => "",
    );
    if (answer.includes('"1"]')) return;
    await pause(100);
  }
}

async function ended(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) return;
  await new Promise<void>((resolve) => {
    program.once("exit", () => resolve());
    program.kill();
  });
}
