import type { Generator } from "../generator.ts";

export const helmGenerator: Generator = () => [];
