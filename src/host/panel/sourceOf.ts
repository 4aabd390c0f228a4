import type { Services } from "../services.ts";
import { DocumentSource } from "./documentSource.ts";
import type { PanelSource } from "./panelSource.ts";
import { PathSource } from "./pathSource.ts";
import { RunSource } from "./runSource.ts";
import type { Shown } from "./shown.ts";

/** What a panel is filled from. */
export function sourceOf(services: Services, shown: Shown): PanelSource {
  switch (shown.type) {
    case "run":
      return new RunSource(services, shown);
    case "document":
      return new DocumentSource(services, shown);
    case "path":
      return new PathSource(services);
  }
}
