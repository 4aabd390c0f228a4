import type { Steer, WebviewMessage } from "../../protocol/panel.ts";
import type { CommandId } from "../contributions/commands.ts";
import type { RunKey } from "../runs/runView.ts";

/** What a command of a panel is called on: the run, and what of it is meant. */
export interface RunSubject extends RunKey {
  readonly node?: string;
  readonly check?: string;
  readonly option?: string;
}

/** A command and what it is called on. */
export interface RunAction {
  readonly command: CommandId;
  readonly subject: RunSubject;
}

/**
 * The command that does what a panel asks for. Nothing is done any other way, so that each wish meets the same
 * questions and the same rules as from a row or the palette; undefined for what only looks.
 */
export function actionFor(key: RunKey, message: WebviewMessage): RunAction | undefined {
  switch (message.type) {
    case "answer":
      return { command: ANSWERS[message.answer], subject: { ...key, node: message.node } };
    case "review":
      return { command: "tidegate.review", subject: { ...key, node: message.node } };
    case "attest":
      return { command: "tidegate.attest", subject: { ...key, node: message.node, check: message.check } };
    case "recheck":
      return { command: "tidegate.recheck", subject: { ...key, node: message.node } };
    case "choose":
      return { command: "tidegate.answer", subject: { ...key, node: message.node, option: message.option } };
    case "steer":
      return { command: STEERS[message.steer], subject: key };
    case "export":
      return { command: "tidegate.exportGraph", subject: key };
    case "ready":
    case "openEvidence":
    case "openSource":
    case "openPlace":
    case "openLine":
    case "exported":
    case "failed":
      return undefined;
  }
}

const ANSWERS: Readonly<Record<Extract<WebviewMessage, { type: "answer" }>["answer"], CommandId>> = {
  approve: "tidegate.approve",
  reject: "tidegate.reject",
  override: "tidegate.override",
  withdraw: "tidegate.withdraw",
};

const STEERS: Readonly<Record<Steer, CommandId>> = {
  pause: "tidegate.pauseRun",
  resume: "tidegate.resumeRun",
  abort: "tidegate.abortRun",
  rollback: "tidegate.rollBackRun",
};
