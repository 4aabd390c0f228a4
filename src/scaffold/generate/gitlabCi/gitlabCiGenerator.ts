import type { Generator } from "../generator.ts";

export const gitlabCiGenerator: Generator = () => [];
