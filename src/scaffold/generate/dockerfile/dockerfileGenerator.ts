import type { Generator } from "../generator.ts";

export const dockerfileGenerator: Generator = () => [];
