import * as z from "zod";
import { DAYS } from "../approvals/businessHours.ts";
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
  port: z.exactOptional(z.int()),
  health: z.exactOptional(z.string()),
  variables: z.array(z.string()),
  output: z.exactOptional(z.object({ folder: z.string(), maxBytes: z.exactOptional(z.number()) })),
  calls: z.array(z.object({ path: z.string(), method: z.string(), status: z.int() })),
  cors: z.exactOptional(z.object({ path: z.string(), origin: z.string() })),
  webSocket: z.exactOptional(z.string()),
  assets: z.array(z.string()),
  timeout: z.number(),
});

/** Windows and freezes, as plans and journals have them. */
export const deploymentWindows = z.object({
  open: z.array(z.object({ timeZone: z.string(), days: z.array(z.enum(DAYS)), from: z.string(), to: z.string() })),
  freezes: z.array(z.object({ from: z.number(), to: z.number(), reason: z.string() })),
  overriders: z.array(z.string()),
});

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
  z.object({ kind: z.literal("readiness"), readiness }),
  z.object({ kind: z.literal("windows"), windows: deploymentWindows }),
]) satisfies z.ZodType<CheckTerms>;
