import type { Generator } from "../generator.ts";

export const kubernetesGenerator: Generator = () => [];
