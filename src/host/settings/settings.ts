import * as vscode from "vscode";
import { SETTINGS, type SettingId, type SettingValue } from "../contributions/settings.ts";

/** The value of a setting now. */
export function setting<K extends SettingId>(id: K): SettingValue<K> {
  return vscode.workspace.getConfiguration().get<SettingValue<K>>(id) ?? (SETTINGS[id].default as SettingValue<K>);
}

/** Calls back when one of these settings changed. */
export function onSetting(ids: readonly SettingId[], changed: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (ids.some((id) => event.affectsConfiguration(id))) changed();
  });
}
