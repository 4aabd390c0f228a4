import type { Generator } from "../generator.ts";

export const githubActionsGenerator: Generator = () => [];
