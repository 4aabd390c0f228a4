import * as vscode from "vscode";
import { DisposableStore } from "../../base/dispose.ts";
import type { Answer, StepPosition } from "./steps.ts";

/** One thing to pick. `value` is what comes back. */
export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
  /** Shown, with its reason, but cannot be taken. */
  readonly refused?: boolean;
  /** Whether it has the focus at first. */
  readonly active?: boolean;
}

interface Question {
  readonly title: string;
  readonly placeholder: string;
  readonly position?: StepPosition;
}

/** A parting line with a label between choices. */
interface Separator extends vscode.QuickPickItem {
  readonly kind: vscode.QuickPickItemKind.Separator;
}

type Item<T> = Choice<T> | Separator;

const isChoice = <T>(item: Item<T> | undefined): item is Choice<T> => item !== undefined && "value" in item;

/**
 * Asks for one of several. `pressed` is told of an entry's own button, which settles nothing. `typed` offers what was typed as a further choice; undefined where it is not
 * acceptable.
 */
export function pickOne<T>(
  question: Question,
  items: readonly Item<T>[],
  typed?: (text: string) => Choice<T> | undefined,
  pressed?: (value: T) => void,
): Promise<Answer<T>> {
  return asking(vscode.window.createQuickPick<Item<T>>(), question, (input, settle, store) => {
    input.items = items;
    input.matchOnDescription = true;
    input.matchOnDetail = true;
    const active = items.filter((item) => isChoice(item) && item.active === true);
    // An empty list would take the focus from the first one, and Enter would take nothing.
    if (active.length > 0) input.activeItems = active;
    store.add(
      input.onDidTriggerItemButton(({ item }) => {
        if (isChoice(item)) pressed?.(item.value);
      }),
    );
    if (typed !== undefined) {
      store.add(
        input.onDidChangeValue((text) => {
          const extra = text === "" || items.some((item) => item.label === text) ? undefined : typed(text);
          input.items = extra === undefined ? items : [extra, ...items];
        }),
      );
    }
    store.add(
      input.onDidAccept(() => {
        const [item] = input.selectedItems;
        if (isChoice(item) && item.refused !== true) settle({ type: "next", value: item.value });
      }),
    );
  });
}

/** Asks for several; for at least one, unless `none` is an answer too. */
export function pickMany<T>(
  question: Question & { readonly none?: boolean },
  items: readonly (Choice<T> & { picked?: boolean })[],
): Promise<Answer<T[]>> {
  return asking(vscode.window.createQuickPick<Choice<T>>(), question, (input, settle, store) => {
    input.canSelectMany = true;
    input.items = items;
    input.selectedItems = items.filter((item) => item.picked === true);
    store.add(
      input.onDidAccept(() => {
        if (input.selectedItems.length > 0 || question.none === true)
          settle({ type: "next", value: input.selectedItems.map((item) => item.value) });
      }),
    );
  });
}

/** Asks for a text; `problem` says what is wrong with it, undefined when nothing is. */
export function askText(
  question: Question & { readonly value?: string; readonly prompt?: string },
  problem: (text: string) => string | undefined,
): Promise<Answer<string>> {
  return asking(vscode.window.createInputBox(), question, (input, settle, store) => {
    input.value = question.value ?? "";
    input.prompt = question.prompt;
    store.add(
      input.onDidChangeValue((text) => {
        input.validationMessage = problem(text);
      }),
    );
    store.add(
      input.onDidAccept(() => {
        input.validationMessage = problem(input.value);
        if (input.validationMessage === undefined) settle({ type: "next", value: input.value });
      }),
    );
  });
}

type Input = vscode.QuickInput & { placeholder: string | undefined; buttons: readonly vscode.QuickInputButton[] } & {
  readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
};

/** Shows an input with its title, step and Back button, and releases it when it was settled or hidden. */
function asking<I extends Input, T>(
  input: I,
  question: Question,
  prepare: (input: I, settle: (answer: Answer<T>) => void, store: DisposableStore) => void,
): Promise<Answer<T>> {
  const store = new DisposableStore();
  store.add(input);
  input.title = question.title;
  input.placeholder = question.placeholder;
  input.ignoreFocusOut = true;
  if (question.position !== undefined) {
    input.step = question.position.step;
    input.totalSteps = question.position.of;
    input.buttons = question.position.back ? [vscode.QuickInputButtons.Back] : [];
  }
  return new Promise<Answer<T>>((resolve) => {
    const settle = (answer: Answer<T>): void => {
      resolve(answer);
      store.dispose();
    };
    store.add(input.onDidTriggerButton(() => settle({ type: "back" })));
    store.add(input.onDidHide(() => settle({ type: "cancel" })));
    prepare(input, settle, store);
    input.show();
  });
}
