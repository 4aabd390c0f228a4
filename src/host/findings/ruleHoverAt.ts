import * as vscode from "vscode";
import type { FileFinding } from "../../checks/files/finding.ts";
import { rangeOf } from "./diagnostics.ts";
import type { FindingsPart } from "./findingsPart.ts";
import type { OpenFile } from "./openFile.ts";
import { ruleHover } from "./ruleHover.ts";
import { fileOf } from "./workspaceFile.ts";

interface Parts {
  readonly part: () => Promise<FindingsPart>;
  /** What is found in a file as it is now. */
  readonly findings: (file: OpenFile) => Promise<readonly FileFinding[]>;
}

/** Explains, where something was found, each rule once: what it says, why, and where it comes from. */
export function ruleHoverAt(selector: vscode.DocumentSelector, { part, findings }: Parts): vscode.Disposable {
  return vscode.languages.registerHoverProvider(selector, {
    async provideHover(document, position) {
      const file = fileOf(document);
      if (file === undefined) return undefined;
      const here = (await findings(file)).filter(({ range }) => rangeOf(range).contains(position));
      const [first] = here;
      if (first === undefined) return undefined;
      const { ruleOf } = await part();
      const texts = [...new Set(here.map(({ rule }) => rule))].flatMap((id) => {
        const rule = ruleOf(id);
        return rule === undefined ? [] : [new vscode.MarkdownString(ruleHover(rule))];
      });
      return texts.length === 0 ? undefined : new vscode.Hover(texts, document.validateRange(rangeOf(first.range)));
    },
  });
}
