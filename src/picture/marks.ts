/** Where a run stands with a node, as the panel says it. */
export type MarkState = "ahead" | "now" | "waiting" | "passed" | "failed" | "skipped";

export interface NodeMark {
  readonly state: MarkState;
  /** `1/2` on an approval, the time left on a hold. */
  readonly text?: string;
}

/** What a run adds to the picture of its graph. */
export interface Marks {
  readonly nodes: Readonly<Record<string, NodeMark>>;
  /** Places of the edges that it took in the graph's list. */
  readonly taken?: ReadonlySet<number>;
}

/** States in words, for those who do not see the colour. */
export const STATE_WORDS: Readonly<Record<MarkState, string>> = {
  ahead: "ahead",
  now: "now",
  waiting: "waiting for a person",
  passed: "passed",
  failed: "failed",
  skipped: "not taken",
};

/** States as a sign, so that none is told by colour alone. */
export const STATE_SIGNS: Readonly<Record<MarkState, string>> = {
  ahead: "",
  now: "●",
  waiting: "…",
  passed: "✓",
  failed: "✗",
  skipped: "",
};
