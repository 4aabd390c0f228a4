import * as z from "zod";
import { type Result, err, Fault, ok } from "../../base/result.ts";
import type { KubeObject } from "../rollout/objects.ts";
import type { Guard, GuardRequest } from "./guard.ts";
import { guardImage, parseGuardImage } from "./guardImage.ts";

const people = z.object({ users: z.array(z.string()).optional(), groups: z.array(z.string()).optional() });

const image = z.string().transform((text, context) => {
  const parsed = parseGuardImage(text);
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: "custom", message: "not an image of a container of a workload" });
  return z.NEVER;
});

const decision = z.object({
  by: z.string(),
  group: z.string().optional(),
  answer: z.enum(["approve", "reject", "override"]),
  comment: z.string().optional(),
  bindingHash: z.string(),
  at: z.string(),
});

const request = z.object({
  id: z.string(),
  requester: z.string(),
  authors: z.array(z.string()),
  run: z.string(),
  node: z.string(),
  application: z.string(),
  environment: z.string(),
  bindingHash: z.string(),
  artifactHash: z.string(),
  manifestHash: z.string(),
  evidenceHash: z.string(),
  strategyHash: z.string(),
  nonce: z.string(),
  images: z.array(image),
  restores: z.array(image).default([]),
  strict: z.boolean().optional(),
  createdAt: z.string(),
  expiresAt: z.string(),
  withdrawn: z.object({ by: z.string(), at: z.string() }).optional(),
  decisions: z.array(decision).optional(),
});

const guard = z.object({
  metadata: z.object({ namespace: z.string(), resourceVersion: z.string() }),
  spec: z.object({
    required: z.number().int().min(1),
    approvers: people,
    overriders: people.optional(),
    // What an older definition of the kind does not fill in is taken at its stricter value.
    enforceImages: z.boolean().default(true),
    selfApproval: z.boolean().default(false),
    maxValidity: z.number().default(86_400),
    restoreFor: z.number().default(86_400),
    people: z.array(z.object({ user: z.string(), names: z.array(z.string()).default([]) })).optional(),
    knownAuthorsOnly: z.boolean().optional(),
  }),
  status: z.object({ requests: z.array(request).default([]) }).default({ requests: [] }),
});

/** A guard as the cluster serves it. A fault of reason `GuardUnreadable` where it is of another make. */
export function readGuard(object: KubeObject): Result<Guard> {
  const parsed = guard.safeParse(object);
  if (!parsed.success) {
    const at = parsed.error.issues[0]?.path.join(".") ?? "";
    return err(
      new Fault(
        "GuardUnreadable",
        `The guard of ${object.metadata.namespace ?? "this namespace"} cannot be read (${at}). Update its policies and Tidegate to the same version.`,
      ),
    );
  }
  const { metadata, spec, status } = parsed.data;
  return ok({ ...metadata, spec, requests: status.requests });
}

/** A request as the cluster keeps it, to be written there. */
export function writeRequest({ images, restores = [], ...rest }: GuardRequest): object {
  return { ...rest, images: images.map(guardImage), restores: restores.map(guardImage) };
}
