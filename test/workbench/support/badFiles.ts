import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const DOCKERFILE = `FROM node:24.1.0
ADD app.js /app/app.js
USER root
CMD node /app/app.js
`;

const WORKFLOW = `name: CI
on: [push]
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - run: npm test
`;

const COMPOSE = `version: "3.8"
services:
  web:
    image: nginx
    ports:
      - "8080:8080"
    environment:
      API_TOKEN: hunter2
`;

/** Files of a deployment with a mistake in nearly every line. */
export async function badFiles(folder: string): Promise<void> {
  await mkdir(join(folder, ".github", "workflows"), { recursive: true });
  await writeFile(join(folder, "Dockerfile"), DOCKERFILE);
  await writeFile(join(folder, "compose.yaml"), COMPOSE);
  await writeFile(join(folder, ".github", "workflows", "ci.yml"), WORKFLOW);
}
