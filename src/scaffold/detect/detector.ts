import type { Application } from "../facts/application.ts";
import type { Problem, Workspaces } from "../facts/detection.ts";
import type { Folder } from "./folder.ts";

/** One ecosystem's way of finding applications. Pure but for reading through `Folder`; runs nothing. */
export interface Detector {
  readonly ecosystem: Application["ecosystem"]["kind"];
  /** Names of files (not paths) that make their folder a member, such as `package.json`; `*.csproj` is a pattern. */
  readonly markers: readonly string[];
  /** What the member in this folder is. Rejects only when reading is aborted. */
  detect(folder: Folder): Promise<Member>;
  /** Members that stand together under this folder; undefined where it holds none. */
  workspaces?(folder: Folder): Promise<Workspaces | undefined>;
}

/** What a folder with a marker turned out to be. */
export type Member =
  | { readonly is: "application"; readonly applications: readonly Found[]; readonly problems: readonly Problem[] }
  | { readonly is: "library"; readonly why: string; readonly problems: readonly Problem[] }
  /** Nothing of its own, such as the manifest that only lists a workspace's members. */
  | { readonly is: "nothing"; readonly problems: readonly Problem[] };

/** An application as its ecosystem sees it; its name is made unique and existing files are added later. */
export type Found = Omit<Application, "existing"> & { readonly name: string };
