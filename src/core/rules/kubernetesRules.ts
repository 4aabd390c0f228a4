import { rulesOf } from "./rule.ts";

const RESTRICTED = {
  title: "Kubernetes documentation, Pod Security Standards, Restricted",
  url: "https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted",
};

const SERVICE_ACCOUNT = {
  title: "Kubernetes documentation, opt out of API credential automounting",
  url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting",
};

const NETWORK_POLICIES = "https://kubernetes.io/docs/concepts/services-networking/network-policies/";

/** Rules for the objects of a cluster, written as manifests or by a chart. */
export const KUBERNETES_RULES = rulesOf({
  "kubernetes/recommended-labels": {
    title: "Give every object the recommended labels",
    why: "Tools of all makers find what belongs together by them. Without, each tool needs labels of its own.",
    source: {
      title: "Kubernetes documentation, Recommended Labels",
      url: "https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/",
    },
  },
  "kubernetes/replicas-by-autoscaler": {
    title: "Leave the number of replicas to the autoscaler",
    why: "A number in the manifest is applied with every delivery and throws away what the autoscaler set, in the worst moment: under load.",
    source: {
      title: "Kubernetes documentation, migrating Deployments to horizontal autoscaling",
      url: "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling",
    },
  },
  "kubernetes/bounded-scaling": {
    title: "Bound how far and how fast it scales",
    why: "A least number survives the loss of a node, a most number bounds the cost, and steps that wait keep it from swinging up and down.",
    source: {
      title: "Kubernetes documentation, Configurable scaling behavior",
      url: "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#configurable-scaling-behavior",
    },
  },
  "kubernetes/rolling-update": {
    title: "Start the new pod before an old one ends",
    why: "With none unavailable, a version that never gets ready takes no traffic and nothing from the version that runs.",
    source: {
      title: "Kubernetes documentation, Rolling Update Deployment",
      url: "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment",
    },
  },
  "kubernetes/single-writer": {
    title: "Let one pod at a time write a volume",
    why: "Two versions that write the same files at once damage them. The old pod ends first, at the price of a short pause in every delivery.",
    source: {
      title: "Kubernetes documentation, Recreate Deployment",
      url: "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment",
    },
  },
  "kubernetes/disruption-budget": {
    title: "Let maintenance take one pod at a time",
    why: "A node that is drained evicts all its pods at once otherwise. Pods that are not ready may always go, or a broken version would block the drain.",
    source: {
      title: "Kubernetes documentation, Specifying a Disruption Budget",
      url: "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
    },
  },
  "kubernetes/spread": {
    title: "Spread the pods over nodes and zones",
    why: "Replicas on one node fall together with it.",
    source: {
      title: "Kubernetes documentation, Pod Topology Spread Constraints",
      url: "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/",
    },
  },
  "kubernetes/no-token": {
    title: "Mount no token of the cluster's API",
    why: "The application does not call the API, and whoever breaks into it should not be able to either.",
    source: SERVICE_ACCOUNT,
  },
  "kubernetes/no-service-links": {
    title: "Keep the addresses of other services out of the environment",
    why: "Every Service of the namespace adds variables otherwise: they tell an intruder what runs there, and one of them may be taken for a setting, such as a PORT.",
    source: {
      title: "Kubernetes documentation, Accessing the Service",
      url: "https://kubernetes.io/docs/tutorials/services/connect-applications-service/#accessing-the-service",
    },
  },
  "kubernetes/graceful-shutdown": {
    title: "Let a pod end its requests before it goes",
    why: "An ending pod still gets requests until all proxies know of it. It waits that long, then is asked to end, and is killed only after the grace period.",
    source: {
      title: "Kubernetes documentation, Termination of Pods",
      url: "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
    },
  },
  "kubernetes/restricted-pod": {
    title: "Run the pod as a numeric user above 10000 with the runtime's system call filter",
    why: "A number can be checked before the image runs, and one above 10000 is nobody's on the node. The filter keeps calls away that applications do not need.",
    source: RESTRICTED,
  },
  "kubernetes/restricted-container": {
    title: "Give the container no rights and a read-only root",
    why: "Without capabilities, escalation or a file system to write to, a break-in finds little to work with.",
    source: {
      title: "NSA and CISA, Kubernetes Hardening Guide, Kubernetes Pod security",
      url: "https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF",
    },
  },
  "kubernetes/image-by-digest": {
    title: "Deliver an image by its digest",
    why: "A tag can be pushed again, and two pods of one release may then run different code. The pipeline puts the digest of what it built here.",
    source: {
      title: "Kubernetes documentation, Image names",
      url: "https://kubernetes.io/docs/concepts/containers/images/#image-names",
    },
  },
  "kubernetes/secret-references": {
    title: "Name secrets, never write them",
    why: "What stands in a manifest stands in the history of the repository for good. A reference keeps the value where access to it is controlled.",
    source: {
      title: "Kubernetes documentation, Good practices for Kubernetes Secrets",
      url: "https://kubernetes.io/docs/concepts/security/secrets-good-practices/",
    },
  },
  "kubernetes/configuration-by-hash": {
    title: "Roll out changed configuration like a changed image",
    why: "Pods do not take notice of a ConfigMap that changes. With a hash in its name they are replaced in order, and a rollback brings the old values back.",
    source: {
      title: "Kubernetes documentation, Declarative Management Using Kustomize, configMapGenerator",
      url: "https://kubernetes.io/docs/tasks/manage-kubernetes-objects/kustomization/#configmapgenerator",
    },
  },
  "kubernetes/probes": {
    title: "Ask separately whether it started, may get traffic, and lives",
    why: "One question for all three restarts pods that are only slow or only wait for a database, and so makes an outage larger.",
    source: {
      title: "Kubernetes documentation, Liveness, Readiness, and Startup Probes",
      url: "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/",
    },
  },
  "kubernetes/requests-and-limits": {
    title: "Say what a container needs and may take at most",
    why: "The scheduler places by requests; limits keep one container from taking memory, processor and disk from all others on its node.",
    source: {
      title: "Kubernetes documentation, Resource Management for Pods and Containers",
      url: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    },
  },
  "kubernetes/bounded-scratch": {
    title: "Bound the folders that may be written",
    why: "The root is read-only, so what must be written gets a folder of its own; without a bound it could fill the node's disk.",
    source: {
      title: "Kubernetes documentation, emptyDir",
      url: "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    },
  },
  "kubernetes/default-deny": {
    title: "Deny all traffic that no policy allows",
    why: "Pods may talk to everything otherwise, in the cluster and outside. What is needed is then allowed piece by piece.",
    source: {
      title: "Kubernetes documentation, Default deny all ingress and all egress traffic",
      url: `${NETWORK_POLICIES}#default-deny-all-ingress-and-all-egress-traffic`,
    },
  },
  "kubernetes/least-traffic": {
    title: "Allow the traffic that is known, and no other",
    why: "Its own port from where requests come from, the cluster's DNS, and the ports of the services that the code talks to.",
    source: {
      title: "CIS Kubernetes Benchmark, Network Policies and CNI",
      url: "https://www.cisecurity.org/benchmark/kubernetes",
    },
  },
  "kubernetes/tls": {
    title: "Answer from outside by TLS",
    why: "Passwords and sessions cross networks of others. Without a certificate anybody on the way reads and changes them.",
    source: {
      title: "Kubernetes documentation, Ingress, TLS",
      url: "https://kubernetes.io/docs/concepts/services-networking/ingress/#tls",
    },
  },
  "kubernetes/pod-security-admission": {
    title: "Have the namespace refuse pods that are not restricted",
    why: "The standard then holds for whatever is applied there later, by whomever, and not only for these files.",
    source: {
      title: "Kubernetes documentation, Enforce Pod Security Standards with Namespace Labels",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-namespace-labels/",
    },
  },
  "kubernetes/quota": {
    title: "Bound what a namespace may take",
    why: "One environment cannot take the cluster from the others, and a mistake in a number is refused instead of paid for.",
    source: {
      title: "NSA and CISA, Kubernetes Hardening Guide, Resource policies",
      url: "https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF",
    },
  },
  "kubernetes/backup": {
    title: "Back up what is kept, on a schedule that cannot overlap",
    why: "A volume survives the pod, not a mistake. A run that starts late or twice must not meet another one.",
    source: {
      title: "Kubernetes documentation, CronJob, Concurrency policy",
      url: "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy",
    },
  },
});
