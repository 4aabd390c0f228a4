import { effect } from "@preact/signals";
import { render } from "preact";
import { panelFocus } from "./panelFocus.ts";
import { glide } from "./graph/glide.ts";
import { layoutService } from "./graph/layoutService.ts";
import { moves } from "./graph/moves.ts";
import { type Host, vscodeHost } from "./host/vscodeHost.ts";
import type { Panel } from "./panelProps.ts";
import { PanelView } from "./panelView.tsx";
import { savePicture } from "./saving/savePicture.ts";
import { hostTime, isCounting } from "./state/hostTime.ts";
import { keptFrom, lookingAt, withLooking } from "./state/looking.ts";
import { lookingOf, panelState } from "./state/panelState.ts";
import { speak } from "./words/language.ts";

const root = document.getElementById("panel");
if (root !== null) open(root);

/** Puts the panel into its page, then asks for the first snapshot. */
function open(element: HTMLElement): void {
  const host = vscodeHost();
  const state = panelState(layoutService(element.dataset["worker"] ?? ""));
  const time = hostTime();
  const panel: Panel = { state, host, time, moves: moves(state, glide(state)), focus: panelFocus(state) };
  listen(host, panel, element.dataset["shown"]);
  effect(() => time.run(isCounting(state.snapshot.value)));
  render(<PanelView panel={panel} />, element);
  host.post({ type: "ready" });
}

function listen(host: Host, { state, time, moves: { go } }: Panel, shown: string | undefined): void {
  let kept = keptFrom(host.kept(), shown);
  host.listen((message) => {
    switch (message.type) {
      case "texts":
        return speak(message.language, message.texts);
      case "snapshot":
        time.set(message.now);
        return state.show(message.snapshot, (graphId) => lookingAt(kept, graphId));
      case "reveal":
        return go(message.node);
      case "export":
        return void savePicture(state, time.now.peek(), message.format).then(host.post);
    }
  });
  effect(() => {
    const looking = lookingOf(state);
    const snapshot = state.snapshot.value;
    if (snapshot === undefined) return;
    kept = withLooking(kept, snapshot.graphId, looking);
    host.keep(kept);
  });
}
