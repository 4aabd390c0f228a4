import { Fault } from "../../base/result.ts";
import type { FileWriter } from "../../core/ports/fileWriter.ts";
import type { Catalogue } from "../../scaffold/catalogue/catalogue.ts";
import {
  type CatalogueOverlay,
  mergeCatalogues,
  OVERLAY_PATH,
  readOverlay,
} from "../../scaffold/catalogue/readCatalogue.ts";

/** The catalogue as a workspace sees it. */
export interface WorkspaceCatalogue {
  readonly catalogue: Catalogue;
  /** Its own entries, and the very text they stand in; undefined where it has none. */
  readonly overlay?: { readonly entries: CatalogueOverlay; readonly text: string };
}

/** The catalogue that the extension brings with the workspace's own entries over it. Fault: `BadCatalogue`. */
export async function workspaceCatalogue(bundled: Catalogue, files: FileWriter): Promise<WorkspaceCatalogue> {
  const standing = (await files.look([OVERLAY_PATH])).get(OVERLAY_PATH);
  if (standing === undefined || standing.state === "missing") return { catalogue: bundled };
  if (standing.state === "other") throw new Fault("BadCatalogue", `${OVERLAY_PATH} cannot be used. ${standing.why}`);
  const entries = readOverlay(standing.text.replace(/^\uFEFF/u, ""));
  return { catalogue: mergeCatalogues(bundled, entries), overlay: { entries, text: standing.text } };
}
