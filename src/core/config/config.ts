import * as z from "zod";
import { evidence } from "./evidenceConfig.ts";
import { duration, insidePath, weekHours } from "./fields.ts";
import { gate, thresholds } from "./gateConfig.ts";
import { readiness } from "./readinessConfig.ts";
import { windows } from "./windowsConfig.ts";

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u;

const workload = z
  .string({ error: "Write a workload as kind/name." })
  .regex(/^(deployment|statefulset|daemonset|job)\/[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/u, {
    error:
      "Write a workload as kind/name, such as deployment/web; the kinds are deployment, statefulset, daemonset, job.",
  });

const name = z.string().min(1).max(63).regex(NAME, {
  error: "Names have letters, digits, blanks, dots, dashes and underscores, and begin with a letter or digit.",
});

const approval = z
  .strictObject({
    required: z.int().min(0).max(20).default(1).describe("How many different people must say yes."),
    approvers: z
      .array(z.string().min(1))
      .optional()
      .describe("Who may answer, by name or address. Left out: anyone but the requester. An empty list: nobody."),
    selfApproval: z.boolean().default(false).describe("Whether the person who asks may also answer."),
    store: z
      .enum(["workspace", "cluster"])
      .optional()
      .describe(
        "Where answers are given: in this workspace, which is an attestation; or in the cluster, whose API server checks who answers. Left out: the workspace.",
      ),
    expires: duration.prefault("1h").describe("How long a request may wait for its answer."),
    strict: z.boolean().default(false).describe('Whether a yes counts only with exactly the word "yes" typed.'),
    overriders: z
      .array(z.string().min(1))
      .optional()
      .describe("Who may put a request through alone, with a reason, by name or address. Left out: nobody."),
  })
  .describe("The yes that a deployment here needs before it changes anything.");

const businessHours = weekHours.describe(
  "When people work with it: a restart of production then needs a yes. Left out: every hour counts.",
);

const environment = z.strictObject({
  context: z.string().min(1).describe("The kubeconfig context of the cluster."),
  namespace: z
    .string()
    .max(63)
    .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/u, {
      error: "A namespace has lower-case letters, digits and dashes, and begins and ends with a letter or digit.",
    })
    .describe("The namespace of the workloads."),
  production: z
    .boolean()
    .default(false)
    .describe("Production is marked, and what may break it needs the environment's name typed."),
  workloads: z
    .array(workload)
    .optional()
    .describe("The workloads that belong to the application, as kind/name. Left out: all of the namespace."),
  deadline: duration.prefault("10m").describe("How long a rollout may take until every pod is available."),
  hold: duration.prefault("2m").describe("How long pods are watched after a rollout before it counts as verified."),
  rollback: z
    .enum(["automatic", "ask"])
    .default("ask")
    .describe("What a failed rollout leads to: a rollback at once, or a question."),
  path: z
    .enum(["rollout", "decision"])
    .default("rollout")
    .describe(
      "What a deployment walks: the rollout alone, or the decision path from task to handoff with the rollout in it.",
    ),
  gate,
  thresholds: thresholds.optional(),
  staging: name.optional().describe("The environment in which a version must have proved itself before it comes here."),
  evidence: evidence.optional(),
  readiness: readiness.optional(),
  windows: windows.optional(),
  approval: approval.optional(),
  businessHours: businessHours.optional(),
});

const application = z
  .strictObject({
    path: insidePath.default(".").describe("The application's folder, relative to this file."),
    evidence: evidence.optional(),
    readiness: readiness.optional(),
    environments: z.record(name, environment).describe("Where the application runs, in the order they are shown."),
  })
  .transform(({ environments, path, ...shared }) => ({ path, environments: inherited(environments, shared) }));

type Inherited = Pick<z.infer<typeof environment>, "evidence" | "readiness">;

/** What an application says for all its environments, unless one of them says it for itself. */
function inherited(environments: Readonly<Record<string, z.infer<typeof environment>>>, shared: Inherited) {
  return Object.fromEntries(
    Object.entries(environments).map(([key, one]) => {
      return [key, { ...shared, ...one }];
    }),
  );
}

/** The schema of `tidegate.yaml`. */
export const configSchema = z.strictObject({
  version: z.literal(1).describe("The version of this format."),
  applications: z.record(name, application).describe("The applications of this workspace by name."),
});

/** `tidegate.yaml` after defaults: applications by name, each with its environments by name, in file order. */
export type Config = z.infer<typeof configSchema>;
export type EnvironmentConfig = z.infer<typeof environment>;
