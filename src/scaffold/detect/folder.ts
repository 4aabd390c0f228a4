/**
 * A folder of the tree while something is found out about it: names of files without reading, texts when asked for.
 * Texts are read once, however many ask; nothing outside the tree is reached.
 */
export interface Folder {
  /** From the root of the tree; `.` is the root. */
  readonly path: string;
  /** Files of this folder and below that do not belong to another member, from this folder, sorted. */
  readonly files: readonly string[];
  has(path: string): boolean;
  /** A file of this folder as text; undefined where it is missing, too large or not text. */
  read(path: string): Promise<string | undefined>;
  /** The nearest of these names in this folder or one above it, up to the root: lock files, version pins. */
  nearest(...names: readonly string[]): NearFile | undefined;
  /** The whole tree, for workspaces whose members look at each other: its `read` reaches every file. */
  readonly root: Folder;
  /** The folders of all members of the tree, from its root, sorted. */
  readonly members: readonly string[];
  /** Another member's folder, by its path from the root of the tree. */
  memberAt(path: string): Folder;
}

export interface NearFile {
  /** From the root of the tree. */
  readonly path: string;
  readonly read: () => Promise<string | undefined>;
}
