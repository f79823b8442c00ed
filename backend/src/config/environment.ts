import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import dotenvSafe from "dotenv-safe";
import type { MissingEnvVarsError } from "dotenv-safe";
import { ConfigError } from "./config.ts";
import type { Environment } from "./config.ts";

const CREDENTIALS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

/**
 * The variables of the process, and those it lacks from `.env` in `directory`, or from `.env.example` where there is no
 * `.env`. Also sets them in `process.env`, which the X-Ray SDK reads while it is loaded. Throws `ConfigError` when
 * `.env` lacks a variable of `.env.example` or holds an AWS credential.
 */
export function readEnvironment(directory: string): Environment {
  const example = join(directory, ".env.example");
  const own = join(directory, ".env");
  const path = existsSync(own) ? own : example;
  refuseCredentials(path);
  try {
    // An empty value is a value: DATABASE_URL= means the embedded Postgres.
    dotenvSafe.config({ path, example, allowEmptyValues: true, quiet: true });
    return process.env;
  } catch (error) {
    if (!isMissingVariables(error)) throw error;
    const lines = error.missing.length === 1 ? "the line" : "the lines";
    throw new ConfigError(
      `${own} lacks ${error.missing.join(", ")}: take over ${lines} from .env.example, which says what each is for.`,
    );
  }
}

function refuseCredentials(path: string): void {
  const variables = parseEnv(readFileSync(path, "utf8"));
  const found = CREDENTIALS.filter((name) => variables[name] !== undefined);
  if (found.length === 0) return;
  throw new ConfigError(
    `${path} holds ${found.join(", ")}: take that out. The app needs no AWS credential, and a key in a file stays there. ` +
      "Credentials come from aws-vault, and only to the daemon: aws-vault exec <profile> -- …",
  );
}

function isMissingVariables(error: unknown): error is MissingEnvVarsError {
  return error instanceof Error && error.name === "MissingEnvVarsError";
}
