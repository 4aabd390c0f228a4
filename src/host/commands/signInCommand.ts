import { pickOne } from "../ask/pick.ts";
import { enterpriseHost, type Provider, signIn } from "../github/session.ts";
import { l10n } from "../l10n.ts";
import type { Handlers } from "./registry.ts";

/** Signing in to GitHub, by the editor's own way. Reviews there are read as soon as somebody is signed in. */
export function signInCommand(): Pick<Handlers, "tidegate.signInToGithub"> {
  return {
    "tidegate.signInToGithub": async () => {
      const provider = await chooseProvider();
      if (provider !== undefined) await signIn(provider);
    },
  };
}

async function chooseProvider(): Promise<Provider | undefined> {
  const own = enterpriseHost();
  if (own === undefined) return "github";
  const picked = await pickOne<Provider>({ title: l10n.t("Sign In to GitHub"), placeholder: l10n.t("Server") }, [
    { label: "github.com", value: "github" },
    { label: own, value: "github-enterprise" },
  ]);
  return picked.type === "next" ? picked.value : undefined;
}
