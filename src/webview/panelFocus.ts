import type { Panel } from "./panelProps.ts";
import type { PanelState } from "./state/panelState.ts";

const PARTS = { graph: ".stage", outline: ".outline [tabindex='0']", details: ".details", search: "#search" } as const;

/** Puts the keyboard into a part of the panel, and shows that part first where another stands in its place. */
export function panelFocus({ outline }: Pick<PanelState, "outline">): Panel["focus"] {
  return (part) => {
    if (part === "graph" || part === "outline") outline.value = part === "outline";
    // What has just been asked for is in the page once this turn is over.
    setTimeout(() => {
      const element = document.querySelector<HTMLElement>(PARTS[part]);
      element?.focus();
      if (element instanceof HTMLInputElement) element.select();
      if (part === "details") element?.scrollIntoView({ block: "nearest" });
    });
  };
}
