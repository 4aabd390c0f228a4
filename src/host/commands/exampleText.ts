/** The context that the sample names; the cluster's own name takes its place. */
export const SAMPLE_CONTEXT = "tidegate-sandbox";
const WORKLOADS = /^( +)workloads: .*$/gmu;

/**
 * The sample's `tidegate.yaml` for a first try in an empty folder: on this context, and with a gate that asks for no
 * commit, because nothing is under version control there yet.
 */
export function exampleText(sample: string, context: string): string {
  return sample
    .replaceAll(SAMPLE_CONTEXT, () => context)
    .replaceAll(
      WORKLOADS,
      (line, indent: string) =>
        `${line}\n${indent}# For a first try. Without this line the gate asks for a commit, too.\n${indent}gate: [diff-reviewed]`,
    );
}
