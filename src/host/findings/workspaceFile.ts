import { posix } from "node:path";
import * as vscode from "vscode";
import type { OpenFile } from "./openFile.ts";

/** A document as a file of its folder; undefined for one that is no file on a disk. */
export function fileOf(document: vscode.TextDocument): OpenFile | undefined {
  const { uri } = document;
  if (uri.scheme !== "file") return undefined;
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, "..");
  return {
    key: uri.toString(),
    get version() {
      return document.version;
    },
    get dirty() {
      return document.isDirty;
    },
    folder: folder.fsPath,
    path: posix.relative(folder.path, uri.path),
    text: () => document.getText(),
  };
}
