/**
 * The README as the page of the packed extension. Pictures and pages of the repository are not packed: pictures go,
 * links become words, and one sentence stands for the list of pages.
 */
export function packedPage(readme: string): string {
  return readme
    .replace(/^## More\n[^]*?\n(?=MIT licence)/mu, "Its pages and pictures are in `docs` of the repository.\n\n")
    .replaceAll(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n+/gmu, "")
    .replaceAll(/\[(?<words>[^\]]*)\]\((?!https:)[^)]*\)/gu, "$<words>");
}
