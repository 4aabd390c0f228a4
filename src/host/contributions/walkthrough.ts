/** One step of the walkthrough; its picture or text lies in `media/walkthrough/`. */
export interface WalkthroughStep {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: string;
  readonly completionEvents: readonly string[];
}

export const WALKTHROUGH = {
  id: "start",
  title: "Ship a version safely with Tidegate",
  description: "From an empty folder to a first guarded rollout. No cluster is needed.",
  steps: [
    {
      id: "sandbox",
      title: "Have a cluster",
      description:
        "Tidegate carries a small Kubernetes cluster of its own, on this machine only, with an application to try things on. With a cluster of your own, go to the next step.\n[Start Embedded Cluster](command:tidegate.startSandbox)",
      media: "media/walkthrough/sandbox.md",
      completionEvents: ["onContext:tidegate.sandbox"],
    },
    {
      id: "initialize",
      title: "Name your environments",
      description:
        "Pick kubeconfig contexts, namespaces and workloads; Tidegate writes them to tidegate.yaml, and the Environments view shows them live.\n[Initialize](command:tidegate.initialize)",
      media: "media/walkthrough/initialize.md",
      completionEvents: ["onContext:tidegate.configured"],
    },
    {
      id: "deploy",
      title: "Deploy a version",
      description:
        "Pick an environment and a version, review what the server would change, and follow the run through its gate, its approval and its hold.\n[Deploy Version](command:tidegate.deploy)",
      media: "media/walkthrough/deploy.md",
      completionEvents: ["onCommand:tidegate.deploy"],
    },
  ] satisfies readonly WalkthroughStep[],
} as const;
