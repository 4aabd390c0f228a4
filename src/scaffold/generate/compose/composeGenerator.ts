import type { Generator } from "../generator.ts";

export const composeGenerator: Generator = () => [];
