import { describe } from "../description.ts";

/** What the manifests of the workspace say about the workloads and how they are reached. */
export const KUBERNETES_CHECKS = describe("kubernetes", {
  "k8s-readiness": {
    label: "Every workload says when it is ready",
    why: "Without a readiness probe a rollout sends requests to pods that cannot answer yet.",
    reads: "readiness probes of the containers that run a workload",
    source: "decision-path.md:34, 6",
  },
  "k8s-liveness": {
    label: "Liveness is not readiness",
    why: "A liveness probe that asks what readiness asks restarts pods that only needed time.",
    reads: "liveness and startup probes beside readiness probes",
    source: "decision-path.md:34, 6",
  },
  "k8s-resources": {
    label: "Requests and limits are set",
    why: "A container without a memory limit can take its node with it; one without requests is placed blindly.",
    reads: "CPU and memory requests and memory limits of containers",
    source: "decision-path.md:32, 5",
  },
  "k8s-autoscaling": {
    label: "What can scale is scaled",
    why: "A fixed number of pods either wastes money or fails under load.",
    reads: "HorizontalPodAutoscalers and KEDA ScaledObjects beside Deployments",
    source: "decision-path.md:34, 4",
  },
  "k8s-autoscaling-bounds": {
    label: "Autoscaling is bounded and steady",
    why: "At least 3 pods stay up, a ceiling bounds the cost, and scaling down waits 300 s so that it does not flap.",
    reads: "bounds, metrics and behaviour of HorizontalPodAutoscalers",
    source: "safety-handbook.md:432",
  },
  "k8s-replicas": {
    label: "No workload stands on one pod",
    why: "A single pod is an outage whenever its node is drained.",
    reads: "replica counts of Deployments and StatefulSets, and the minimum of their autoscalers",
    source: "decision-path.md:34, 4",
  },
  "k8s-disruption-budget": {
    label: "Drains leave enough pods",
    why: "A PodDisruptionBudget keeps a node drain from taking all pods at once, and one that allows none blocks drains.",
    reads: "PodDisruptionBudgets beside workloads of several pods",
    source: "decision-path.md:36, 4",
  },
  "k8s-update-strategy": {
    label: "Updates keep all pods up",
    why: "A rolling update that may take no pod away before its successor is available has no downtime.",
    reads: "update strategies of workloads, with maxUnavailable as it rounds for their replica count",
    source: "safety-handbook.md:969",
  },
  "k8s-secret-references": {
    label: "Secrets come by reference",
    why: "A password written into a manifest is in everyone's clone and in every log of it.",
    reads: "environment variables, arguments and ConfigMap values with the names of credentials",
    source: "decision-path.md:34, 3",
  },
  "k8s-storage": {
    label: "State outlives its pod",
    why: "Data in a pod's own file system or on its node is gone when the pod moves.",
    reads: "volumes and volume claim templates of StatefulSets, and hostPath volumes anywhere",
    source: "decision-path.md:34, 5",
  },
  "k8s-zones": {
    label: "Pods are spread over zones",
    why: "A zone that fails must not take every pod of a workload.",
    reads: "topology spread constraints and pod anti-affinity by zone",
    source: "decision-path.md:25, 1",
  },
  "k8s-services": {
    label: "Services reach pods",
    why: "A selector that matches no pod answers every request with an error.",
    reads: "selectors and target ports of Services beside the pod templates of the same namespace",
    source: "decision-path.md:34, 2",
  },
  "k8s-ingress-tls": {
    label: "Traffic comes in encrypted",
    why: "What enters from outside is encrypted at the latest at the edge, for every host.",
    reads: "TLS of Ingresses, Gateways and their hosts",
    source: "decision-path.md:32, 4",
  },
  "k8s-images": {
    label: "Images are pinned",
    why: "A moving tag such as latest makes two pods of one revision run different code.",
    reads: "image references of containers, with those that Kustomize sets",
    source: "decision-path.md:41, 5",
  },
  "k8s-configuration": {
    label: "Referenced configuration exists",
    why: "A pod that names a ConfigMap which is not there does not start.",
    reads: "ConfigMaps and PersistentVolumeClaims that pod templates name",
    source: "decision-path.md:34, 3",
  },
  "k8s-service-mesh": {
    label: "Services talk through a mesh",
    why: "A mesh encrypts calls between services and splits traffic for careful rollouts.",
    reads: "objects and annotations of Istio and Linkerd",
    source: "decision-path.md:32, 3",
  },
});
