import { messageOf } from "../../base/result.ts";
import type { Catalogue } from "../../scaffold/catalogue/catalogue.ts";
import { OVERLAY_PATH } from "../../scaffold/catalogue/readCatalogue.ts";
import {
  type Answer,
  applyRefresh,
  overlayText,
  planRefresh,
  type Refreshed,
} from "../../scaffold/catalogue/refresh.ts";
import type { FileWriter } from "../../core/ports/fileWriter.ts";
import { workspaceCatalogue } from "./workspaceCatalogue.ts";

/** Who is asked. Each rejects with a `Fault` whose sentence is shown. */
export interface Outside {
  /** The digest of a tag; `known` is the one that is thought to be right. */
  readonly image: (
    tag: string,
    known: string | undefined,
    signal?: AbortSignal,
  ) => Promise<{ readonly digest: string; readonly source: string }>;
  /** The commit of an action's version. */
  readonly action: (
    name: string,
    version: string,
    signal?: AbortSignal,
  ) => Promise<{ readonly commit: string; readonly source: string }>;
}

/** How many questions are under way at once: registries slow down who asks for more. */
const AT_ONCE = 4;

/**
 * Asks the outside for every digest and commit of a workspace's catalogue and writes what was seen as the workspace's
 * own entries. What could not be seen stays as it was. Nothing is written where no question was answered.
 */
export async function refreshCatalogue(
  bundled: Catalogue,
  files: FileWriter,
  outside: Outside,
  today: string,
  signal?: AbortSignal,
): Promise<Refreshed> {
  const { catalogue, overlay } = await workspaceCatalogue(bundled, files);
  const refreshed = applyRefresh(catalogue, overlay?.entries, await answersFor(catalogue, outside, signal), today);
  const text = overlayText(refreshed.overlay);
  const seen = refreshed.changes.length + refreshed.unchanged > 0;
  if (seen && text !== overlay?.text) await files.write([{ path: OVERLAY_PATH, text, before: overlay?.text }]);
  return refreshed;
}

async function answersFor(
  catalogue: Catalogue,
  outside: Outside,
  signal: AbortSignal | undefined,
): Promise<readonly Answer[]> {
  const { images, actions } = planRefresh(catalogue);
  const questions = [
    ...images.map((name) => () => askImage(name, catalogue, outside, signal)),
    ...actions.map(
      ({ name, version }) =>
        () =>
          askAction(name, version, outside, signal),
    ),
  ];
  const answers: Answer[] = [];
  for (let index = 0; index < questions.length; index += AT_ONCE) {
    signal?.throwIfAborted();
    answers.push(...(await Promise.all(questions.slice(index, index + AT_ONCE).map((question) => question()))));
  }
  return answers;
}

async function askImage(
  name: string,
  { images }: Catalogue,
  { image }: Outside,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  try {
    const known = Object.hasOwn(images, name) ? images[name]?.digest : undefined;
    return { is: "image", name, ...(await image(name, known, signal)) };
  } catch (error) {
    signal?.throwIfAborted();
    return { is: "failed", name, message: messageOf(error) };
  }
}

async function askAction(
  name: string,
  version: string,
  { action }: Outside,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  try {
    return { is: "action", name, ...(await action(name, version, signal)) };
  } catch (error) {
    signal?.throwIfAborted();
    return { is: "failed", name, message: messageOf(error) };
  }
}
