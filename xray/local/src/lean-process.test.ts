import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LEAN_ENVIRONMENT, LEAN_NODE_ARGS } from "./lean-process.ts";

test("the container starts the server as npm start does", () => {
  const dockerfile = readFileSync(new URL("../Dockerfile", import.meta.url), "utf8");
  const settings = Object.entries(LEAN_ENVIRONMENT).map(([name, value]) => `${name}=${value}`);

  expect(dockerfile).toContain(`ENV NODE_ENV=production ${settings.join(" ")}\n`);
  const command = ["node", ...LEAN_NODE_ARGS, "dist/main.js"];
  expect(dockerfile).toContain(`CMD [${command.map((part) => JSON.stringify(part)).join(", ")}]`);
});
