/** The variable that every program of one tree inherits, and is found by after it has left its group. */
export const PROGRAM_MARK = "TIDEGATE_PROGRAM";

/** The open file by which the guard reports how its program ended. */
export const REPORT_FILE = 3;
