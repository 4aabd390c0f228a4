import * as vscode from "vscode";
import type { ContextKey } from "./contributions/contextKeys.ts";

/** Sets a context key that `when` clauses read. */
export function setContextKey(key: ContextKey, value: string | boolean): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
