import type { FileWriter } from "../../core/ports/fileWriter.ts";

/** Where a workspace keeps templates of its own, one folder a kind. */
export const TEMPLATE_FOLDER = ".tidegate/templates";

const MOST_TEMPLATES = 500;
/** Characters of all of them. */
const MOST_TEXT = 2_000_000;

/** Templates with what a person should know about them. */
export interface Templates {
  readonly templates: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

/** A workspace's own templates over those that the extension brings. One that cannot be read is noted and left. */
export async function withWorkspaceTemplates(own: ReadonlyMap<string, string>, files: FileWriter): Promise<Templates> {
  const paths = await files.list(TEMPLATE_FOLDER);
  const seen = await files.look(paths.slice(0, MOST_TEMPLATES));
  const templates = new Map(own);
  const notes: string[] = paths.length > MOST_TEMPLATES ? [tooMany(paths.length)] : [];
  let length = 0;
  for (const [path, standing] of seen) {
    const name = path.slice(TEMPLATE_FOLDER.length + 1);
    length += standing.state === "text" ? standing.text.length : 0;
    if (standing.state !== "text") notes.push(`${path} was not used as a template: ${reasonOf(standing)}`);
    else if (length > MOST_TEXT) notes.push(`${path} was not used: all templates together are larger than 2 MB.`);
    else {
      if (!own.has(name)) notes.push(unknownName(path));
      templates.set(name, standing.text.replace(/^\uFEFF/u, "").replaceAll("\r\n", "\n"));
    }
  }
  return { templates, notes };
}

function reasonOf(standing: { readonly state: string; readonly why?: string }): string {
  return standing.why ?? "It is gone.";
}

function tooMany(count: number): string {
  return `${TEMPLATE_FOLDER} has ${count} files; the first ${MOST_TEMPLATES} were looked at.`;
}

function unknownName(path: string): string {
  return `${path} stands in for no template: only another of your templates can include it. Check its name.`;
}
