/**
 * Build arguments that every generated Dockerfile takes and writes into its labels: the version of the application and
 * the commit that it was built from. Pipelines pass both.
 */
export const BUILD_ARGUMENTS = { version: "VERSION", revision: "REVISION" } as const;
