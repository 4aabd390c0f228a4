import { pickOne } from "../ask/pick.ts";
import { enterpriseHost, type Provider, signIn } from "../github/session.ts";
import { l10n } from "../l10n.ts";
import type { Services } from "../services.ts";
import type { Handlers } from "./registry.ts";

/** Signing in to GitHub, by the editor's own way. Reviews there are read as soon as somebody is signed in. */
export function signInCommand({ inbox }: Services): Pick<Handlers, "tidegate.signInToGithub"> {
  return {
    "tidegate.signInToGithub": async () => {
      const provider = inbox.signIn?.provider ?? (await chooseProvider());
      // The editor tells of a new session before it lets this extension have it.
      if (provider !== undefined && (await signIn(provider))) inbox.signedIn();
    },
  };
}

async function chooseProvider(): Promise<Provider | undefined> {
  const own = enterpriseHost();
  if (own === undefined) return "github";
  const picked = await pickOne<Provider>({ title: l10n.t("Sign In to GitHub"), placeholder: l10n.t("Server") }, [
    { label: own, value: "github-enterprise" },
    { label: "github.com", value: "github" },
  ]);
  return picked.type === "next" ? picked.value : undefined;
}
