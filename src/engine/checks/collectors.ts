import type { MeasuredCheckId } from "../../core/gates/registry.ts";
import { judgeApprovalAsked } from "../../core/gates/rules/approvalAsked.ts";
import { judgeApprovalsEnforced } from "../../core/gates/rules/approvalsEnforced.ts";
import { judgeDiffReviewed } from "../../core/gates/rules/diffReviewed.ts";
import { judgeEnvironmentFree } from "../../core/gates/rules/environmentFree.ts";
import { judgeGitClean } from "../../core/gates/rules/gitClean.ts";
import { judgeGitTagged } from "../../core/gates/rules/gitTagged.ts";
import { judgeImageChanges } from "../../core/gates/rules/imageChanges.ts";
import { judgeMayPatch } from "../../core/gates/rules/mayPatch.ts";
import { judgeWindowOpen } from "../../core/gates/rules/windowOpen.ts";
import { judgeWorkloadsReady } from "../../core/gates/rules/workloadsReady.ts";
import type { WorkloadRef } from "../../core/graph/graph.ts";
import { sameWorkload } from "../../core/graph/walk.ts";
import { judge } from "../../core/rollout/judge.ts";
import { KINDS } from "../../core/rollout/kinds.ts";
import { imagesOf } from "../../core/rollout/template.ts";
import type { RunState } from "../../core/run/state.ts";
import { objectionOfCluster } from "../approvals/wouldBeTaken.ts";
import { serverDiff, workloadsOf } from "../change/serverDiff.ts";
import { addressOf, type Changeable, withKind } from "../change/workloads.ts";
import type { RunPorts } from "../runPorts.ts";
import type { Collector } from "./collector.ts";
import { PATH_COLLECTORS } from "./pathCollectors.ts";
import { QUALITY_COLLECTORS } from "./qualityCollectors.ts";
import { READINESS_COLLECTORS } from "./readinessCollectors.ts";
import { WORKSPACE_COLLECTORS } from "./workspaceCollectors.ts";

/** Every check that the registry names and something measures. */
export const COLLECTORS: Readonly<Record<MeasuredCheckId, Collector>> = {
  ...WORKSPACE_COLLECTORS,
  ...PATH_COLLECTORS,
  ...QUALITY_COLLECTORS,
  ...READINESS_COLLECTORS,
  "git-clean": {
    source: "git status",
    collect: async ({ git }) => judgeGitClean(await git.state()),
  },
  "git-tagged": {
    source: "git tags",
    collect: async ({ git }) => judgeGitTagged(await git.state()),
  },
  "diff-reviewed": {
    source: "server-side dry run",
    async collect({ cluster }, { release, graph, manifestHash, requestedBy }) {
      const { hash } = await serverDiff(cluster, release.namespace, graph);
      return judgeDiffReviewed({ reviewed: manifestHash, reviewer: requestedBy.name, current: hash });
    },
  },
  "workloads-ready": {
    source: "rollout status",
    async collect(ports, state) {
      const facts = await ofEach(state, async (workload) => {
        const object = await find(ports, state, workload);
        return { workload, verdict: object === undefined ? undefined : judge(object) };
      });
      return judgeWorkloadsReady(facts);
    },
  },
  "may-patch": {
    source: "SelfSubjectAccessReview",
    async collect({ cluster }, state) {
      const { namespace } = state.release;
      const facts = await ofEach(state, async (workload) => {
        const { kind, name } = workload;
        const permission = await cluster.may({ verb: "patch", kind: KINDS[kind], namespace, name });
        if (kind !== "StatefulSet" || !isSet(state, workload)) return { workload, ...permission };
        const pods = await cluster.may({ verb: "delete", kind: KINDS.Pod, namespace });
        return { workload, ...permission, pods };
      });
      return judgeMayPatch(facts);
    },
  },
  "image-changes": {
    source: "workload templates",
    async collect(ports, state) {
      const facts = state.release.changes.map(async (change) => {
        const object = await find(ports, state, change.workload);
        return { change, now: object === undefined ? undefined : imagesOf(object.spec.template)[change.container] };
      });
      return judgeImageChanges(await Promise.all(facts));
    },
  },
  "window-open": {
    source: "clock",
    collect: async ({ clock }, _state, { terms }) => judgeWindowOpen(terms, clock.now()),
  },
  "approval-asked": {
    source: "plan of the run",
    collect: async (_ports, { graph }) => judgeApprovalAsked(graph),
  },
  "approvals-enforced": {
    source: "approval policies and guard",
    async collect(ports, state) {
      const { approvals } = ports;
      const { graph, release } = state;
      const asking = graph.nodes.flatMap((node) => (node.kind === "approval" ? node.policy.required : []));
      const [policies, guard] = await Promise.all([approvals.policies(), approvals.guards.read(release.namespace)]);
      const { namespace } = release;
      const asked = policies.is === "installed" && guard !== undefined;
      const objection = asked ? await objectionOfCluster(ports, state) : undefined;
      return judgeApprovalsEnforced({ namespace, required: Math.min(...asking), policies, guard, objection });
    },
  },
  "environment-free": {
    source: "environment lock",
    collect: async ({ lock }, { release }) => judgeEnvironmentFree(release.environment, await lock.take()),
  },
};

function ofEach<T>(state: RunState, read: (workload: WorkloadRef) => Promise<T>): Promise<T[]> {
  return Promise.all(workloadsOf(state.release.changes).map(read));
}

/**
 * Whether the run gives a workload another image, and so may have to bring it back. A run that is itself a way back is
 * never kept from setting out.
 */
function isSet({ graph }: RunState, workload: WorkloadRef): boolean {
  return graph.nodes.some(
    (node) =>
      node.kind === "action" && node.action.type === "set-image" && sameWorkload(node.action.workload, workload),
  );
}

async function find(ports: RunPorts, state: RunState, workload: WorkloadRef): Promise<Changeable | undefined> {
  const found = await ports.cluster.get<Changeable>(addressOf(workload, state.release.namespace));
  return found === undefined ? undefined : withKind(found, workload);
}
