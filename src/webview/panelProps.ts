import type { Host } from "./host/vscodeHost.ts";
import type { Moves } from "./graph/moves.ts";
import type { HostTime } from "./state/hostTime.ts";
import type { PanelState } from "./state/panelState.ts";

/** What the parts of the panel share: what is known, whom to ask, and what time it is. */
export interface Panel {
  readonly state: PanelState;
  readonly host: Pick<Host, "post">;
  readonly time: HostTime;
  readonly moves: Moves;
  /** Puts the keyboard into a part of the panel; graph and outline take each other's place. */
  readonly focus: (part: "graph" | "outline" | "details" | "search") => void;
}

export interface PanelProps {
  readonly panel: Panel;
}
