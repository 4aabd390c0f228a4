import * as z from "zod";

/** What `tidegate ports` prints with `--json`. Members are added, never renamed or removed. */

const place = { file: z.string(), /** From 1. */ line: z.int().min(1) };

const port = z.object({
  service: z.string(),
  /** The variable that sets it; null where it is fixed. */
  variable: z.string().nullable(),
  /** On the machine. */
  host: z.int(),
  /** In its container. */
  container: z.int(),
  /** What says which port of the machine: a `.env`, a compose file, or the range that it would be given from. */
  source: z.enum(["env", "compose", "range"]),
  /** The line that says so; of a port of the range, the line that says that the service is there. Null: none does. */
  place: z.object(place).nullable(),
});

const conflict = z.object({
  service: z.string(),
  port: z.int(),
  /** The port to take instead; null where the range is full. */
  free: z.int().nullable(),
  message: z.string(),
  evidence: z.array(z.object({ ...place, says: z.string() })),
});

/** `tidegate ports`. */
export const portsOutput = z.object({
  environment: z.string(),
  /** The ports that belong to the environment; both ends are in it. */
  range: z.object({ from: z.int(), to: z.int() }),
  ports: z.array(port),
  /** What is left of them, also after `--write-env`. */
  conflicts: z.array(conflict),
  /** Whether `.env` was written; one that has all ports already is not. */
  written: z.boolean(),
  warnings: z.array(z.string()),
});

export type PortsOutput = z.infer<typeof portsOutput>;
