import { YES } from "../../core/approvals/strictWord.ts";
import { l10n } from "../l10n.ts";
import { askText } from "./pick.ts";

/** Asks for the one word that counts where a policy is strict; undefined where the person leaves it. */
export async function askStrictWord(title: string): Promise<string | undefined> {
  const typed = await askText(
    { title, placeholder: YES, prompt: l10n.t("Only exactly the word {0} counts here.", YES) },
    (text) => (text === YES ? undefined : l10n.t("Type {0}", YES)),
  );
  return typed.type === "next" ? typed.value : undefined;
}
