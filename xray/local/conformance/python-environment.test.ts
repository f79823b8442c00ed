import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { preparePythonEnvironment } from "./python-environment.ts";

/** Stands for python3: writes down what it is asked for, and makes a folder as venv does. */
const PYTHON = `#!/bin/sh
echo "$@" >> "$ASKED"
if [ "$2" = venv ]; then mkdir -p "$4/bin" && cp "$0" "$4/bin/python"; fi
`;

test.skipIf(process.platform === "win32")(
  "checks that ask for the same packages at once get one environment, made once",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "python-environment-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const [asked, requirements] = [join(folder, "asked"), join(folder, "requirements.txt")];
    await writeFile(join(folder, "python3"), PYTHON, { mode: 0o755 });
    await writeFile(requirements, "moto==5.2.5\n");
    const place = {
      env: { PATH: `${folder}:/usr/bin:/bin`, ASKED: asked },
      cacheDirectory: join(folder, "cache"),
    };
    const pins = [{ path: requirements }];
    const [one, other] = await Promise.all([
      preparePythonEnvironment(place, pins),
      preparePythonEnvironment(place, pins),
    ]);
    expect(one).toBe(other);
    const lines = (await readFile(asked, "utf8")).trim().split("\n");
    expect(lines.map((line) => line.split(" ")[1])).toEqual(["venv", "pip"]);
  },
);
