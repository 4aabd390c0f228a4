import type { Role } from "../../scaffold/facts/application.ts";
import type { Confidence } from "../../scaffold/facts/fact.ts";
import type { Kind } from "../../scaffold/generate/kind.ts";
import { l10n } from "../l10n.ts";

const KIND_TITLES: Readonly<Record<Kind, () => string>> = {
  dockerfile: () => "Dockerfile",
  compose: () => "Compose",
  kubernetes: () => l10n.t("Kubernetes manifests"),
  helm: () => l10n.t("Helm chart"),
  "github-actions": () => "GitHub Actions",
  "gitlab-ci": () => "GitLab CI",
};

/** A kind of files as people call it. */
export function kindTitle(kind: Kind): string {
  return KIND_TITLES[kind]();
}

const ROLES: Readonly<Record<Role, () => string>> = {
  server: () => l10n.t("server"),
  worker: () => l10n.t("worker"),
  site: () => l10n.t("site"),
};

/** What an application does, in a word. */
export function roleWord(role: Role): string {
  return ROLES[role]();
}

const CONFIDENCES: Readonly<Record<Confidence, () => string>> = {
  certain: () => l10n.t("certain"),
  likely: () => l10n.t("likely"),
  guess: () => l10n.t("a guess"),
};

/** How sure a fact is, in a word. */
export function confidenceWord(confidence: Confidence): string {
  return CONFIDENCES[confidence]();
}

/** One file or several, in words. */
export function filesWord(count: number): string {
  return count === 1 ? l10n.t("1 file") : l10n.t("{0} files", count);
}
