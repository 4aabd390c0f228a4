/** The type by which the editor knows panels; `when` clauses and activation read it. */
export const PANEL_TYPE = "tidegate.panel";
