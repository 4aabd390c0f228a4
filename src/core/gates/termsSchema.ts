import * as z from "zod";
import { DAYS, isTimeZone } from "../approvals/businessHours.ts";
import type { DeploymentWindows } from "../windows/windows.ts";
import type { CheckTerms } from "./terms.ts";

const reports = { reports: z.array(z.string()), maxAge: z.number().nonnegative() };
const github = { repository: z.exactOptional(z.string()), server: z.exactOptional(z.string()) };
const call = z.tuple([z.string()], z.string());

const readiness = z.object({
  folder: z.string(),
  install: z.exactOptional(call),
  buildDevelopment: z.exactOptional(call),
  build: z.exactOptional(call),
  start: z.exactOptional(call),
  startDevelopment: z.exactOptional(call),
  port: z.exactOptional(z.int()),
  developmentPort: z.exactOptional(z.int()),
  services: z.exactOptional(z.array(z.string())),
  health: z.exactOptional(z.string()),
  variables: z.array(z.string()),
  output: z.exactOptional(z.object({ folder: z.string(), maxBytes: z.exactOptional(z.number()) })),
  calls: z.array(z.object({ path: z.string(), method: z.string(), status: z.int() })),
  cors: z.exactOptional(z.object({ path: z.string(), origin: z.string() })),
  webSocket: z.exactOptional(z.string()),
  assets: z.array(z.string()),
  timeout: z.number(),
});

const timeZone = z.string().refine(isTimeZone);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u);
/** From the year 1 to 9999: others no clock tells. */
const instant = z.number().min(-6.2e13).max(2.54e14);

/** Windows and freezes, as plans and journals have them. */
export const deploymentWindows = z.object({
  open: z.array(z.object({ timeZone, days: z.array(z.enum(DAYS)), from: timeOfDay, to: timeOfDay })),
  freezes: z.array(z.object({ from: instant, to: instant, timeZone, reason: z.string() })),
  overriders: z.array(z.string()),
}) satisfies z.ZodType<DeploymentWindows>;

/** The terms of a check, as plans and journals have them. */
export const checkTerms = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("tests"), ...reports, passRate: z.number() }),
  z.object({ kind: z.literal("coverage"), ...reports, lines: z.number() }),
  z.object({
    kind: z.literal("security"),
    ...reports,
    open: z.object({
      critical: z.number(),
      high: z.exactOptional(z.number()),
      medium: z.exactOptional(z.number()),
    }),
  }),
  z.object({
    kind: z.literal("load"),
    ...reports,
    errorRate: z.number(),
    p95: z.exactOptional(z.number()),
    requests: z.number(),
    benchmarks: z.exactOptional(
      z.array(
        z.object({ name: z.string(), atMost: z.exactOptional(z.number()), atLeast: z.exactOptional(z.number()) }),
      ),
    ),
  }),
  z.object({ kind: z.literal("review"), ...github, approvals: z.int() }),
  z.object({ kind: z.literal("pipeline"), ...github, required: z.array(z.string()) }),
  z.object({ kind: z.literal("staging"), environment: z.string(), maxAge: z.number() }),
  z.object({
    kind: z.literal("metrics"),
    server: z.string(),
    queries: z.record(z.string(), z.string()),
    maxAge: z.number(),
  }),
  z.object({ kind: z.literal("backup"), ...reports }),
  z.object({ kind: z.literal("rehearsal"), maxAge: z.number() }),
  z.object({ kind: z.literal("image-size"), megabytes: z.number() }),
  z.object({ kind: z.literal("pipeline-time"), ...github, seconds: z.number(), workflows: z.array(z.string()) }),
  z.object({ kind: z.literal("rollback-time"), seconds: z.number(), maxAge: z.number() }),
  z.object({ kind: z.literal("readiness"), readiness }),
  z.object({ kind: z.literal("windows"), windows: deploymentWindows }),
]) satisfies z.ZodType<CheckTerms>;
