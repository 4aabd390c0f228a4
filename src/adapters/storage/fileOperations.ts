import * as fs from "node:fs/promises";

/** The calls to the file system that writing is made of; a test may let any of them fail. */
export type FileOperations = Pick<
  typeof fs,
  | "access"
  | "chmod"
  | "copyFile"
  | "link"
  | "lstat"
  | "mkdir"
  | "open"
  | "readdir"
  | "readFile"
  | "realpath"
  | "rename"
  | "rmdir"
  | "unlink"
  | "writeFile"
>;

/** Node's own. */
export const nodeOperations: FileOperations = fs;
