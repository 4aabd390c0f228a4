import * as z from "zod";
import { looksLikeAddress, serviceAddresses } from "../readiness/serviceAddress.ts";
import { duration, insidePath } from "./fields.ts";

const call = z
  .array(z.string().min(1))
  .min(1)
  .transform((words) => words as [string, ...string[]])
  .describe("A program and its arguments; no shell reads it.");

const path = z.string().startsWith("/", { error: "Write a path that begins with a slash." });

const port = z.int().min(1).max(65_535);

const service = z
  .string()
  .refine((text) => /^[A-Za-z_]\w*$/u.test(text) || (looksLikeAddress(text) && serviceAddresses(text) !== undefined), {
    error: "Write the name of a variable, or an address such as https://pay.example.com/up or tcp://queue:5672.",
  })
  .refine((text) => !text.includes("@"), { error: "No user and no password belong into this file." });

/** How an application is made and started, where the workspace does not say it by itself. */
export const readiness = z
  .strictObject({
    folder: insidePath.prefault(".").describe("The folder of the application, from the folder of this file."),
    install: call.optional().describe("Installs dependencies as the lock file has them."),
    "build-development": call.optional().describe("Builds for development."),
    build: call.optional().describe("Builds for production."),
    start: call.optional().describe("Starts it as in production."),
    "start-development": call.optional().describe("Starts it for work on it."),
    port: port.optional().describe("The port it listens on; PORT is set to a free one otherwise."),
    "port-development": port.optional().describe("The port it listens on when it is started for development."),
    health: path.optional().describe("Answers 2xx once it is up."),
    variables: z.array(z.string().min(1)).default([]).describe("Environment variables that must be set."),
    output: z
      .strictObject({ folder: insidePath, "max-kilobytes": z.int().positive().optional() })
      .optional()
      .describe("What the build makes, and how large it may be."),
    calls: z
      .array(
        z.strictObject({
          path,
          method: z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]).default("GET"),
          status: z.int().min(100).max(599).default(200),
        }),
      )
      .default([])
      .describe("Requests from front to back, and the status each must come back with."),
    cors: z.strictObject({ path, origin: z.url() }).optional().describe("An origin that may call a path."),
    "web-socket": path.optional().describe("A WebSocket that must open."),
    services: z
      .array(service)
      .optional()
      .describe("What it connects to: variables that hold addresses, or addresses. Empty: it needs no other service."),
    assets: z.array(path).default([]).describe("Static files that must be served."),
    timeout: duration.prefault("10m").describe("How long each program may take."),
  })
  .describe("How the application is made and started, to try it before a deployment.");

export type ReadinessConfig = z.infer<typeof readiness>;
