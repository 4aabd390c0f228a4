import { readReport, type ReadOptions } from "../../../src/reports/readReport.ts";
import type { Report, ReportKind } from "../../../src/reports/report.ts";

/** Bytes as a stream, in parts of this many. */
export async function* streamOf(bytes: Uint8Array, part = bytes.length): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += part) yield bytes.subarray(from, from + part);
}

/** Reads a text as a report. */
export function readText(text: string, options?: ReadOptions): Promise<Report> {
  return readReport(streamOf(new TextEncoder().encode(text)), options);
}

/** The report of a text, of which it is known what it is about. */
export async function readAs<Kind extends ReportKind>(
  kind: Kind,
  text: string,
): Promise<Extract<Report, { readonly kind: Kind }>> {
  const report = await readText(text);
  if (report.kind !== kind) throw new Error(`It is ${JSON.stringify(report)}`);
  return report as Extract<Report, { readonly kind: Kind }>;
}

/** Why a text is no report; fails where it is one. */
export async function reasonOf(text: string, options?: ReadOptions): Promise<string> {
  const report = await readText(text, options);
  return report.kind === "unreadable" ? report.reason : `It is a report about ${report.kind}`;
}
