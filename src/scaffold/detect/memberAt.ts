import { messageOf } from "../../base/result.ts";
import type { Detector, Member } from "./detector.ts";
import type { Folder } from "./folder.ts";

/** A folder and what it turned out to be. */
export interface MemberFound {
  readonly path: string;
  readonly member: Member;
}

/** Folders whose members show or test something and are not deployed. */
const FOR_SHOW =
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e|fixtures?|__fixtures__|testdata|test-data|examples?|samples?|demos?|benchmarks?|bench|playgrounds?|\.storybook|\.github|\.devcontainer)(?:\/|$)/iu;

/**
 * What a folder is that carries the marks of these detectors, given in their order. One folder holds one ecosystem's
 * applications: those of the first detector that knows how one is started, for a back end's front-end build carries a
 * mark, too; else of the first that finds any; else it is what the first says that does not call it nothing.
 */
export async function memberAt(folder: Folder, detectors: readonly Detector[], signal?: AbortSignal): Promise<Member> {
  if (FOR_SHOW.test(folder.path)) return { is: "library", why: "it stands among tests or examples", problems: [] };
  const all = await Promise.all(detectors.map((detector) => asked(detector, folder, signal)));
  const deployable = all.filter((one) => one.is === "application" && one.applications.length > 0);
  const chosen = deployable.find(isStarted) ?? deployable[0] ?? all.find((one) => one.is === "library");
  const lost = all.flatMap((one) => (one.is === "nothing" ? one.problems : []));
  return chosen === undefined
    ? { is: "nothing", problems: lost }
    : { ...chosen, problems: [...chosen.problems, ...lost] };
}

/** A detector that fails on what nobody thought of hides nothing that the others find. */
async function asked(detector: Detector, folder: Folder, signal: AbortSignal | undefined): Promise<Member> {
  try {
    return await detector.detect(folder);
  } catch (error) {
    signal?.throwIfAborted();
    const message = `What ${detector.ecosystem} finds here is missing, because looking for it failed: ${messageOf(error)}. The rest is not affected.`;
    return { is: "nothing", problems: [{ reason: "Unreadable", path: folder.path, message, evidence: [] }] };
  }
}

function isStarted(member: Member): boolean {
  return member.is === "application" && member.applications.some((one) => one.startCommand !== undefined);
}
