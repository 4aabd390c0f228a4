import { l10n } from "../l10n.ts";

/** Names of images as registries take them: no tag, no digest. */
const REPOSITORY = /^[a-z0-9.-]+(?::\d{1,5})?(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)+$/u;
const MOST_LENGTH = 200;

/** What is wrong with the name of an image repository; undefined where nothing is. */
export function objectionToRepository(text: string): string | undefined {
  const value = text.trim();
  const good = value.length <= MOST_LENGTH && REPOSITORY.test(value);
  return good ? undefined : l10n.t("Type a registry and a repository in lower case, such as ghcr.io/acme/shop");
}

/** Whether nothing told where images go. */
export function isRepositoryUnknown(repository: string): boolean {
  return repository.startsWith("registry.example.com/");
}
