import { z } from "zod";

/** Seconds, written `90`, `90s`, `10m`, `2h` or `1d` in the file. */
const duration = z.union([z.int().nonnegative(), z.string().regex(/^\d+(s|m|h|d)?$/u)]).transform(secondsOf);

const workload = z.string().regex(/^(deployment|statefulset|daemonset|job)\/[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/u);

const approval = z.strictObject({
  required: z.int().min(0).max(20).default(1),
  approvers: z.array(z.string().min(1)).optional(),
  selfApproval: z.boolean().default(false),
  expires: duration.prefault("1h"),
});

const environment = z.strictObject({
  context: z.string().min(1),
  namespace: z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/u)
    .max(63),
  production: z.boolean().default(false),
  workloads: z.array(workload).optional(),
  deadline: duration.prefault("10m"),
  hold: duration.prefault("2m"),
  rollback: z.enum(["automatic", "ask"]).default("ask"),
  gate: z.array(z.enum(["git-clean", "diff-reviewed"])).default(["git-clean", "diff-reviewed"]),
  approval: approval.optional(),
});

const application = z.strictObject({
  path: z.string().default("."),
  environments: z.record(z.string().min(1).max(63), environment),
});

/** The schema of `tidegate.yaml`. */
export const configSchema = z.strictObject({
  version: z.literal(1),
  applications: z.record(z.string().min(1).max(63), application),
});

/** `tidegate.yaml` after defaults: applications by name, each with its environments by name, in file order. */
export type Config = z.infer<typeof configSchema>;
export type EnvironmentConfig = z.infer<typeof environment>;
export type ApprovalConfig = z.infer<typeof approval>;

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function secondsOf(value: number | string): number {
  if (typeof value === "number") return value;
  const unit = UNIT_SECONDS[value.slice(-1)];
  return unit === undefined ? Number(value) : Number(value.slice(0, -1)) * unit;
}
