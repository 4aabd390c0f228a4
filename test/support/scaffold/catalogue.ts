import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Catalogue } from "../../../src/scaffold/catalogue/catalogue.ts";
import { readCatalogue } from "../../../src/scaffold/catalogue/readCatalogue.ts";

const file = fileURLToPath(new URL("../../../media/catalogue.json", import.meta.url));

export function ownCatalogueText(): string {
  return readFileSync(file, "utf8");
}

/** The catalogue that the extension brings. */
export function ownCatalogue(): Catalogue {
  return readCatalogue(ownCatalogueText(), "media/catalogue.json");
}
