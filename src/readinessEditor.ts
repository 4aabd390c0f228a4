import * as vscode from "vscode";
import { DisposableStore } from "./base/dispose.ts";
import { useTranslation } from "./host/l10n.ts";
import { readinessCommands } from "./host/readiness/readinessCommands.ts";
import type { ReadinessEditor } from "./host/readiness/readinessEditor.ts";
import { ReadinessModel } from "./host/readiness/readinessModel.ts";
import { ReadinessView } from "./host/readiness/readinessView.ts";
import type { Services } from "./host/services.ts";

/** The editor's side of readiness: loaded when the view is first seen, so that activation need not read it. */
export function openReadinessEditor(services: Services, seen: vscode.TreeView<unknown>): ReadinessEditor {
  // This bundle has texts of its own, and so its own place for the translation.
  useTranslation((text, ...values) => vscode.l10n.t(text, ...values), vscode.env.language);
  const store = new DisposableStore();
  const model = store.add(new ReadinessModel(services));
  const view = store.add(new ReadinessView(services, model, seen));
  return {
    handlers: readinessCommands(services, model),
    rows: view.rows,
    lookAgain: () => view.lookAgain(),
    dispose: () => store.dispose(),
  };
}
