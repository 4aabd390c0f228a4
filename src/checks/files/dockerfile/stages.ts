import type { From, Instruction } from "dockerfile-ast";

/** A Dockerfile as its stages. */
export interface Stages {
  readonly file: string;
  readonly text: string;
  readonly all: readonly Stage[];
  readonly froms: readonly From[];
}

/** A stage: what it begins from, and its instructions after that. */
export interface Stage {
  readonly from: Instruction;
  readonly instructions: Instruction[];
}
