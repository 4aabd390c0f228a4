import { rulesOf } from "./rule.ts";

/** What only shows when files are read together: each is right by itself, and they do not fit. */
export const AGREEMENT_RULES = rulesOf({
  "objects/service-port": {
    title: "Send a Service's traffic to a port that its pods have",
    why: "The Service is there and has pods, and every connection is refused.",
    source: {
      title: "Kubernetes documentation, Service, Defining a Service",
      url: "https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service",
    },
  },
  "objects/selector": {
    title: "Select pods by labels that some have",
    why: "What selects nothing is accepted and does nothing: no traffic, no protection, no rollout.",
    source: {
      title: "Kubernetes documentation, Labels and Selectors",
      url: "https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/",
    },
  },
  "objects/scale-target": {
    title: "Scale a workload that is there",
    why: "An autoscaler without its workload reports an error in its status, and nothing grows under load.",
    source: {
      title: "Kubernetes documentation, Horizontal Pod Autoscaling",
      url: "https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/",
    },
  },
  "objects/reference": {
    title: "Bring the ConfigMaps and Secrets that pods refer to",
    why: "A pod without one of them waits and never starts. Some are made outside of the repository; then nothing is wrong.",
    source: {
      title: "Kubernetes documentation, ConfigMaps",
      url: "https://kubernetes.io/docs/concepts/configuration/configmap/",
    },
  },
  "objects/exposed-port": {
    title: "Let Dockerfile, compose file and manifests name the same port",
    why: "EXPOSE is where people and tools look for the port: a file that says another one is wrong in one of the two places.",
    source: {
      title: "Docker documentation, Dockerfile reference, EXPOSE",
      url: "https://docs.docker.com/reference/dockerfile/#expose",
    },
  },
});
