/** The folder beside `tidegate.yaml` that holds what Tidegate keeps. */
export const STATE_FOLDER = ".tidegate";

/** What tells git about that folder. */
export const STATE_IGNORE_PATH = `${STATE_FOLDER}/.gitignore`;

/**
 * Runs hold names, images and log lines: never for the repository. What was generated last, a team's own templates and
 * the versions it has chosen are for everybody who works on it.
 */
export const STATE_IGNORE = "*\n!/scaffold/\n!/scaffold/**\n!/templates/\n!/templates/**\n!/catalogue.json\n";

/** What stood there before there was anything for everybody. */
export const OLD_STATE_IGNORE = "*\n";
