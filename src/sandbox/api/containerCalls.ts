const NEED_A_CONTAINER = new Set(["portforward", "exec", "attach", "proxy"]);

/** Whether a call talks to what runs in a pod. Pods of the embedded cluster run nothing that could answer. */
export function needsContainer(plural: string, subresource: string): boolean {
  return plural === "pods" && NEED_A_CONTAINER.has(subresource);
}
