import * as z from "zod";
import { Fault, messageOf } from "../../base/result.ts";
import { type Catalogue, catalogueSchema } from "./catalogue.ts";

/** Where a workspace keeps what it wants otherwise, from its root. */
export const OVERLAY_PATH = ".tidegate/catalogue.json";

const { version, images, actions, tools, apiVersions, choices } = catalogueSchema.shape;

/** A workspace's own entries: every table may be left out. */
const overlaySchema = z.strictObject({
  version,
  images: images.optional(),
  actions: actions.optional(),
  tools: tools.optional(),
  apiVersions: apiVersions.optional(),
  choices: choices.optional(),
});

export type CatalogueOverlay = z.infer<typeof overlaySchema>;

/**
 * Reads the catalogue that the extension brings. Throws a `Fault` with reason `BadCatalogue` that names the file, the
 * place in it and what is wrong there.
 */
export function readCatalogue(text: string, file: string): Catalogue {
  return complete(parsed(catalogueSchema, text, file), file);
}

/** Reads a workspace's own entries. Throws as {@link readCatalogue} does. */
export function readOverlay(text: string, file = OVERLAY_PATH): CatalogueOverlay {
  return parsed(overlaySchema, text, file);
}

/**
 * The catalogue with a workspace's entries over it, entry by entry. Throws `BadCatalogue` where the workspace then
 * chooses an image that neither has.
 */
export function mergeCatalogues(bundled: Catalogue, overlay: CatalogueOverlay, file = OVERLAY_PATH): Catalogue {
  const names = [...new Set([...Object.keys(bundled.choices), ...Object.keys(overlay.choices ?? {})])];
  const merged = {
    version: bundled.version,
    images: joined(bundled.images, overlay.images),
    actions: joined(bundled.actions, overlay.actions),
    tools: joined(bundled.tools, overlay.tools),
    apiVersions: joined(bundled.apiVersions, overlay.apiVersions),
    choices: Object.fromEntries(
      names.map((name) => [name, joined(own(bundled.choices, name) ?? {}, own(overlay.choices ?? {}, name))]),
    ),
  };
  return complete(merged, file);
}

function parsed<T>(schema: z.ZodType<T>, text: string, file: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw badCatalogue(file, `it is not JSON (${messageOf(error)})`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  const place = first === undefined || first.path.length === 0 ? "its top" : first.path.map(String).join(" → ");
  throw badCatalogue(file, `at ${place}: ${first?.message ?? "it has another form"}`);
}

/** Every choice must lead to an image whose source is known. */
function complete(catalogue: Catalogue, file: string): Catalogue {
  for (const [name, table] of Object.entries(catalogue.choices)) {
    for (const [asked, tag] of Object.entries(table)) {
      if (!Object.hasOwn(catalogue.images, tag)) {
        throw badCatalogue(file, `\`choices\` takes ${tag} for ${name} ${asked}, and \`images\` does not name it`);
      }
    }
  }
  return catalogue;
}

function badCatalogue(file: string, problem: string): Fault {
  return new Fault("BadCatalogue", `${file} cannot be used: ${problem}. Mend it, or remove the file.`, {
    facts: { file },
  });
}

function joined<T>(a: Readonly<Record<string, T>>, b: Readonly<Record<string, T>> | undefined): Record<string, T> {
  return Object.fromEntries([...Object.entries(a), ...Object.entries(b ?? {})]);
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
