/** One report read in one way, in a process of its own: what it grows by is that reading and nothing else. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { readReport } from "../../src/reports/readReport.ts";
import { readXml } from "../../src/scaffold/detect/shared/xml.ts";

/** `stream`: as Tidegate does, hashed on the way. `hash`: only hashed. `json`, `xml`: whole, into a tree. */
export type ReportWay = "stream" | "hash" | "json" | "xml";

/** What one reading took. */
export interface ReportFigures {
  readonly ms: number;
  /** Of the processors, in all threads. */
  readonly cpuMs: number;
  /** Most memory that was resident at any time, less what was before. */
  readonly grownMb: number;
  /** That something was read: the number of tests or findings, or of characters. */
  readonly found: number;
}

const WAYS: Readonly<Record<ReportWay, (path: string) => Promise<number>>> = {
  async stream(path) {
    const hash = createHash("sha256");
    const report = await readReport(createReadStream(path), { onBytes: (bytes) => hash.update(bytes) });
    hash.digest("hex");
    if (report.kind === "tests") return report.tests;
    if (report.kind === "findings") return report.standing.total;
    throw new Error(JSON.stringify(report));
  },
  async hash(path) {
    const hash = createHash("sha256");
    for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
    return hash.digest("hex").length;
  },
  async json(path) {
    const { runs } = JSON.parse(await readFile(path, "utf8")) as { runs: { results: unknown[] }[] };
    return runs.reduce((sum, { results }) => sum + results.length, 0);
  },
  async xml(path) {
    const root = readXml(await readFile(path, "utf8"));
    return root?.children.length ?? 0;
  },
};

const [way = "hash", path = ""] = process.argv.slice(2);
const before = process.memoryUsage.rss();
const [cpu, from] = [process.cpuUsage(), performance.now()];
const found = await WAYS[way as ReportWay](path);
const ms = performance.now() - from;
const { user, system } = process.cpuUsage(cpu);
const grownMb = (process.resourceUsage().maxRSS * 1024 - before) / 1_000_000;
console.log(JSON.stringify({ ms, cpuMs: (user + system) / 1000, grownMb, found } satisfies ReportFigures));
