import { containerName } from "../../read/workloads.ts";
import type { Rule } from "../../rule.ts";
import { imagePin } from "../../../core/rollout/image.ts";
import { listAt, textAt } from "../../../core/read/value.ts";
import { type Judged, verdictOfAll } from "../../verdict.ts";
import type { Workspace } from "../../workspace.ts";
import { each } from "../../words.ts";

/** Every image has a digest, or at least a tag that is not meant to move. */
export const images: Rule = (workspace) => {
  const set = settings(workspace);
  const judged = workspace.workloads.flatMap((workload) =>
    workload.containers.map((container): Judged & { digest: boolean } => {
      const written = textAt(container.value, "image") ?? "";
      const image = set.get(repositoryOf(written)) ?? written;
      const state = imageState(
        image,
        `${containerName(workload, container)} runs ${image === "" ? "no image" : image}`,
      );
      return { place: container.place("image"), digest: image.includes("@sha256:"), ...state };
    }),
  );
  const digests = judged.filter((one) => one.digest).length;
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "images in manifests",
      good: `${each(judged.length, "image")} is pinned, ${digests} of them by digest.`,
      mend: "Name a version, and its digest where it is known.",
    },
  );
};

function imageState(image: string, said: string): Pick<Judged, "problem" | "doubt"> {
  const pin = imagePin(image);
  if (pin === "filled-in") return { doubt: `${said}, which is filled in elsewhere` };
  if (pin === "none") return { problem: `${said}, without a version` };
  return pin === "moving" ? { problem: `${said}, whose tag moves` } : {};
}

function repositoryOf(image: string): string {
  const bare = image.split("@")[0] ?? "";
  const tag = tagOf(bare);
  return tag === undefined ? bare : bare.slice(0, -tag.length - 1);
}

/** What follows the colon, unless that is the port of the registry. */
function tagOf(image: string): string | undefined {
  return /:([\w][\w.-]*)$/u.exec(image.split("@")[0] ?? "")?.[1];
}

/** What Kustomize makes of images, by the name it looks for. */
function settings({ kustomizations }: Workspace): ReadonlyMap<string, string> {
  const entries = kustomizations.flatMap(({ value }) =>
    listAt(value, "images").flatMap((one) => {
      const name = textAt(one, "name");
      const [tag, digest] = [textAt(one, "newTag"), textAt(one, "digest")];
      if (name === undefined || (tag ?? digest) === undefined) return [];
      const target = textAt(one, "newName") ?? name;
      return [[name, digest === undefined ? `${target}:${tag}` : `${target}@${digest}`] as const];
    }),
  );
  return new Map(entries);
}
