export { escapeMarkdown } from "../../base/escapeMarkdown.ts";
