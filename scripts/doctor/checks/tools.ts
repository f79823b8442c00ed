import type { Check } from "../context.ts";
import { note, ok, wrong } from "xray-local/doctor/finding.ts";
import type { Finding } from "xray-local/doctor/finding.ts";

/** The oldest Compose that knows `depends_on … required: false`, which docker-compose.dev.yml uses. */
const OLDEST_COMPOSE = [2, 20] as const;

/** Docker and Compose: required in the compose modes, a note in the others. */
export const checkDocker: Check = async (context) => {
  const needed = context.mode === "compose-aws" || context.mode === "compose-local";
  const report = needed ? wrong : note;
  const engine = await context.run("docker", "version", "--format", "{{.Server.Version}}");
  if (engine.code === 127) {
    return [
      report(
        "Docker",
        "There is no docker command here.",
        "Only the compose ways to run need it: install Docker Engine or Docker Desktop.",
      ),
    ];
  }
  if (engine.code !== 0) {
    return [
      report(
        "Docker",
        `The engine does not answer: ${firstLine(engine.stderr)}`,
        "Start Docker, or let your user reach its socket (group docker).",
      ),
    ];
  }
  const compose = await context.run("docker", "compose", "version", "--short");
  if (compose.code !== 0) {
    return [
      report(
        "Compose",
        "The Compose plugin is missing.",
        "Install docker-compose-plugin; `docker-compose` with a hyphen is too old.",
      ),
    ];
  }
  const version = compose.stdout.trim();
  if (isOlder(version, OLDEST_COMPOSE)) {
    return [
      report("Compose", `Compose ${version} is too old.`, `Install ${OLDEST_COMPOSE.join(".")} or newer.`),
    ];
  }
  return [ok("Docker", `Engine ${engine.stdout.trim()}, Compose ${version}.`)];
};

/** Whether aws-vault is installed, and which of the two projects of that name. */
export const checkAwsVault: Check = async (context) => {
  const result = await context.run("aws-vault", "--version");
  if (result.code === 127) {
    const report = context.mode === "compose-aws" ? wrong : note;
    return [
      report(
        "aws-vault",
        "There is no aws-vault command here.",
        "Only AWS needs it: install the maintained fork, ByteNess/aws-vault (see README, aws-vault).",
      ),
    ];
  }
  // Both print their version to either stream, with or without a leading v.
  const version = /v?(\d+\.\d+\.\d+)/.exec(result.stdout + result.stderr)?.[1];
  if (!version) return [note("aws-vault", "It is there; its version could not be read.")];
  return [describeFork(version)];
};

function describeFork(version: string): Finding {
  // 99designs' releases ended with 7.2.0 in 2023; every later version is of the ByteNess fork.
  if (isOlder(version, [7, 3])) {
    return note(
      "aws-vault",
      `${version}, of 99designs, which is no longer maintained.`,
      "It works; the maintained fork is ByteNess/aws-vault.",
    );
  }
  return ok("aws-vault", `${version}, the maintained fork.`);
}

function isOlder(version: string, [major, minor]: readonly [number, number]): boolean {
  const [haveMajor = 0, haveMinor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return haveMajor < major || (haveMajor === major && haveMinor < minor);
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
