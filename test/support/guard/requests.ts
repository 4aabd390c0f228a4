import { randomBytes } from "node:crypto";
import { sha256Hex } from "../../../src/base/hash.ts";
import type { Binding } from "../../../src/core/approvals/approval.ts";
import type { Guard, GuardRequest, GuardSpec } from "../../../src/core/guard/guard.ts";
import { requestFor } from "../../../src/core/guard/requestFor.ts";
import type { Release } from "../../../src/core/run/release.ts";

/** A binding that nobody has asked about before. */
export function freshBinding(): Binding {
  const nonce = randomBytes(16).toString("hex");
  return {
    run: "0001",
    node: "approve",
    application: "shop",
    environment: "production",
    artifactHash: sha256Hex("artifact"),
    manifestHash: sha256Hex("manifest"),
    evidenceHash: sha256Hex("evidence"),
    strategyHash: sha256Hex("strategy"),
    nonce,
  };
}

export function releaseOf(to: string, from = "acme/web:1", name = "web"): Release {
  const workload = { kind: "Deployment", name } as const;
  return {
    application: "shop",
    environment: "production",
    production: true,
    context: "test",
    namespace: "test",
    version: to,
    changes: [{ workload, container: "app", from, to }],
  };
}

export interface Wanted {
  readonly image: string;
  readonly from?: string;
  readonly requester?: string;
  readonly authors?: readonly string[];
  readonly seconds?: number;
  readonly strict?: boolean;
  readonly now?: number;
}

/** What ann asks for: another image in `web`. */
export function webRequest({
  image,
  from,
  requester = "ann",
  authors = [],
  seconds = 3600,
  strict = false,
  now,
}: Wanted): GuardRequest {
  return requestFor(freshBinding(), releaseOf(image, from), {
    requester,
    authors,
    now: now ?? Date.now(),
    validForSeconds: seconds,
    strict,
  });
}

/** A guard that asks for one yes of ben or of a release approver, with these requests. */
export function guardWith(requests: readonly GuardRequest[], spec: Partial<GuardSpec> = {}): Guard {
  return {
    namespace: "shop",
    resourceVersion: "1",
    requests,
    spec: {
      required: 1,
      approvers: { users: ["ben"], groups: ["release-approvers"] },
      overriders: { users: ["dora"] },
      enforceImages: true,
      selfApproval: false,
      maxValidity: 86_400,
      restoreFor: 86_400,
      ...spec,
    },
  };
}
