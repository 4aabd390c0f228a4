import { guardProgram } from "./adapters/process/programGuard.ts";

/** `node dist/programGuard.cjs <program> <argument>…`: runs a program of a workspace, and ends its whole tree. */
void guardProgram(process.argv.slice(2));
