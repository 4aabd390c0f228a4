import type { Application } from "../facts/application.ts";
import type { Problem, Workspaces } from "../facts/detection.ts";
import type { Folder } from "./folder.ts";

/** One ecosystem's way of finding applications. Pure but for reading through `Folder`; runs nothing. */
export interface Detector {
  readonly ecosystem: Application["ecosystem"]["kind"];
  /**
   * Names of files (not paths) that make their folder a member, such as `package.json`; `*.csproj` is every name with
   * that ending, which has one dot.
   */
  readonly markers: readonly string[];
  /**
   * Asked last, and only about folders outside every application: `index.html` and `Procfile` mark much that belongs to
   * something else.
   */
  readonly fallback?: true;
  /** The folder that a marker is for, where that is not its own; undefined where it is. From the root of the tree. */
  folderOf?(path: string): string | undefined;
  /** Whether a marker with this text makes its folder a member; without this, every one does. */
  isMember?(text: string, path: string): boolean;
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

/** An application with the files that are there for it already, and what those had to say about it. */
export interface Completed {
  readonly application: Application;
  readonly problems: readonly Problem[];
}

/** Reads the Dockerfiles, compose files and manifests that are there already, and lets them speak about an application. */
export type ReadExisting = (found: Found, folder: Folder) => Promise<Completed>;
