const DELIVERS = /\b(?:kubectl\s+(?:apply|set|rollout)|helm\s+upgrade|terraform\s+apply|argocd\s+app\s+sync)\b/u;

/** Whether a script of a pipeline changes an environment. */
export function delivers(script: string): boolean {
  return DELIVERS.test(script);
}
