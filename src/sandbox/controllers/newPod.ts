import type { KubeObject, OwnerReference, Pod, PodTemplate } from "../../core/rollout/objects.ts";
import { qosClass } from "../api/write/birth.ts";
import type { Toleration } from "./node/fit.ts";
import { nameSuffix } from "./random.ts";
import { PODS } from "./resources.ts";
import type { World } from "./world.ts";

/** An owner reference that makes the owner the controller. */
export function controllerRef(owner: KubeObject): OwnerReference & { blockOwnerDeletion: boolean } {
  return {
    apiVersion: owner.apiVersion ?? "",
    kind: owner.kind ?? "",
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? "",
    controller: true,
    blockOwnerDeletion: true,
  };
}

export interface PodWish {
  readonly owner: KubeObject;
  readonly template: PodTemplate;
  /** A fixed name; without it one is made up from the owner's. */
  readonly name?: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  readonly finalizers?: string[];
  /** Members added to the template's pod spec. */
  readonly spec?: Record<string, unknown>;
}

/** The defaults the API server would add to a pod. */
const POD_DEFAULTS = {
  restartPolicy: "Always",
  terminationGracePeriodSeconds: 30,
  dnsPolicy: "ClusterFirst",
  schedulerName: "default-scheduler",
  securityContext: {},
  enableServiceLinks: true,
  priority: 0,
  preemptionPolicy: "PreemptLowerPriority",
} as const;

/** Creates a pod from a template. Fails as the store does. */
export function createPod(world: World, wish: PodWish): Pod {
  const namespace = wish.owner.metadata.namespace ?? "";
  const { labels, annotations } = wish.template.metadata ?? {};
  const spec = withTolerations({ ...POD_DEFAULTS, ...wish.template.spec, ...wish.spec });
  const allAnnotations = { ...annotations, ...wish.annotations };
  return world.store.create(PODS, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...(wish.name === undefined ? generatedName(world, wish.owner, namespace) : { name: wish.name }),
      namespace,
      labels: { ...labels, ...wish.labels },
      ...(Object.keys(allAnnotations).length > 0 && { annotations: allAnnotations }),
      ...(wish.finalizers && { finalizers: wish.finalizers }),
      ownerReferences: [controllerRef(wish.owner)],
    },
    spec,
    status: { phase: "Pending", qosClass: qosClass({ spec }) },
  }) as Pod;
}

/** Every pod puts up with a lost node for a while (the API server's `DefaultTolerationSeconds`). */
function withTolerations(spec: Record<string, unknown>): Record<string, unknown> {
  const known = (spec["tolerations"] ?? []) as Toleration[];
  const added = ["not-ready", "unreachable"].flatMap((trouble) => {
    const key = `node.kubernetes.io/${trouble}`;
    const isTolerated = known.some((toleration) => !toleration.key || toleration.key === key);
    return isTolerated ? [] : { key, operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 };
  });
  return { ...spec, tolerations: [...known, ...added] };
}

function generatedName(world: World, owner: KubeObject, namespace: string): { name: string; generateName: string } {
  const generateName = `${owner.metadata.name}-`.slice(0, 58);
  for (;;) {
    const name = generateName + nameSuffix(world.random);
    if (!world.store.get(PODS, namespace, name)) return { name, generateName };
  }
}
