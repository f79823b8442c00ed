import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRecorder } from "./recorder.ts";
import { eventually, makeStack, must, ports, run, withoutVault } from "./stack.ts";
import { isSignedWith } from "./verify-signature.ts";

const project = "cruddur-test-aws";
const services = ["db", "backend", "frontend", "xray-daemon"] as const;

/** Made for this run, and of no use elsewhere. */
const credentials = {
  accessKeyId: `ASIA${randomBytes(8).toString("hex").toUpperCase()}`,
  secretAccessKey: randomBytes(30).toString("base64"),
  sessionToken: randomBytes(120).toString("base64"),
};

/** The variables that `aws-vault exec dock` sets. */
const vaultEnvironment = {
  AWS_VAULT: "dock",
  AWS_REGION: "us-east-1",
  AWS_DEFAULT_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_SESSION_TOKEN: credentials.sessionToken,
  AWS_CREDENTIAL_EXPIRATION: new Date(Date.now() + 3_600_000).toISOString(),
};

describe("started without what aws-vault gives", () => {
  it("stops before anything is built, and says what to type", async () => {
    const stack = makeStack(`${project}-none`, "aws");
    const { code, stderr } = await stack.tryCompose("up", "-d", "--build");
    expect(code).not.toBe(0);
    expect(stderr).toMatch(
      /no temporary AWS credentials here.*aws-vault exec dock -- docker compose -f docker-compose\.dev\.yml up -d --build/,
    );
    for (const things of [
      ["ps", "-aq"],
      ["images", "-q"],
    ]) {
      const label = `label=com.docker.compose.project=${project}-none`;
      expect(await must("docker", [...things, "--filter", label])).toBe("");
    }
  });

  it("refuses a long-lived key, which has no session token", async () => {
    const { AWS_SESSION_TOKEN: _, ...longLived } = vaultEnvironment;
    const { code, stderr } = await makeStack(`${project}-none`, "aws", longLived).tryCompose(
      "up",
      "-d",
      "--build",
    );
    expect(code).not.toBe(0);
    expect(stderr).toContain("no temporary AWS credentials");
  });

  it("names a missing region and where it belongs", async () => {
    const { AWS_REGION: _, AWS_DEFAULT_REGION: __, ...noRegion } = vaultEnvironment;
    const { code, stderr } = await makeStack(`${project}-none`, "aws", noRegion).tryCompose(
      "up",
      "-d",
      "--build",
    );
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/names no region.*~\/\.aws\/config/);
  });
});

describe("what Compose makes of credentials in .env", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "cruddur-dotenv-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function readConfig(dotenv: object, shell: NodeJS.ProcessEnv = {}) {
    const file = join(folder, "env");
    await writeFile(
      file,
      Object.entries(dotenv)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(""),
    );
    const words = ["compose", "--env-file", file, "-f", "docker-compose.dev.yml", "config", "--format=json"];
    const text = await must("docker", words, withoutVault(shell));
    return JSON.parse(text) as {
      services: Record<string, { build?: { context: string }; environment?: Record<string, string> }>;
    };
  }

  it("a long-lived key is refused", async () => {
    const { AWS_SESSION_TOKEN: _, ...longLived } = vaultEnvironment;
    const config = await readConfig(longLived);
    expect(config.services["session"]?.build?.context).toContain("no temporary AWS credentials");
  });

  it("temporary ones go to the daemon and nowhere else, and those of the shell win", async () => {
    const config = await readConfig(vaultEnvironment);
    const holders = Object.keys(config.services).filter((name) =>
      JSON.stringify(config.services[name]).includes(credentials.accessKeyId),
    );
    expect(holders).toEqual(["xray-daemon"]);
    const both = await readConfig(vaultEnvironment, { AWS_ACCESS_KEY_ID: "of-the-shell" });
    expect(both.services["xray-daemon"]?.environment).toMatchObject({ AWS_ACCESS_KEY_ID: "of-the-shell" });
  });
});

describe("the stack under aws-vault's environment", () => {
  const stack = makeStack(project, "aws", { ...vaultEnvironment, XRAY_ENDPOINT_URL: "http://recorder:8080" });
  let recorder: Awaited<ReturnType<typeof startRecorder>>;

  beforeAll(async () => {
    await run("docker", ["rm", "--force", `${project}-recorder`]);
    await stack.down();
    await stack.compose("up", "--build", "--no-start");
    recorder = await startRecorder(`${project}_tracing`, `${project}-recorder`);
    await stack.compose("up", "-d", "--wait");
    for (let i = 0; i < 30; i += 1) await fetch(`http://127.0.0.1:${ports.BACKEND_PORT}/api/activities/home`);
  });
  afterAll(async () => {
    await recorder.stop();
    await stack.down();
  });

  it("sends segments signed with exactly those credentials, session token included", async () => {
    const requests = await eventually(recorder.requests, (all) =>
      all.some(({ url }) => url === "/TraceSegments"),
    );
    const sent = requests.filter(({ url }) => url === "/TraceSegments" || url === "/GetSamplingRules");
    expect(sent.map(({ url }) => url)).toEqual(
      expect.arrayContaining(["/TraceSegments", "/GetSamplingRules"]),
    );
    for (const request of sent) expect(isSignedWith(credentials, request), request.url).toBe(true);
  });

  it("shows the credentials to the daemon and to nothing else: no container, image layer, log, file or volume", async () => {
    const secrets = Object.values(credentials);
    const leaks: string[] = [];
    const look = (place: string, text: string) => {
      for (const secret of secrets) if (text.includes(secret)) leaks.push(place);
    };
    for (const service of services) {
      const id = await stack.container(service);
      const inspected = await must("docker", ["inspect", id]);
      if (service !== "xray-daemon") look(`inspect ${service}`, inspected);
      const log = await run("docker", ["logs", id]);
      look(`log ${service}`, log.stdout + log.stderr);
      const [{ Image } = { Image: "" }] = JSON.parse(inspected) as { Image: string }[];
      look(`history ${service}`, await must("docker", ["history", "--no-trunc", Image]));
      for (const [what, command] of [
        ["image", `docker save ${Image}`],
        ["files", `docker export ${id}`],
      ] as const) {
        look(`${what} ${service}`, await grepStream(command, secrets));
      }
    }
    const volume = [
      "exec",
      await stack.container("db"),
      "grep",
      "-rlF",
      credentials.sessionToken,
      "/var/lib/postgresql",
    ];
    look("volume", (await run("docker", volume)).stdout && credentials.sessionToken);
    const tracked = await run("git", [
      "grep",
      "-lF",
      "--untracked",
      "-e",
      credentials.sessionToken,
      "-e",
      credentials.secretAccessKey,
    ]);
    look("repository", tracked.stdout && credentials.sessionToken);
    expect(leaks).toEqual([]);
    expect(await must("docker", ["inspect", await stack.container("xray-daemon")])).toContain(
      credentials.sessionToken,
    );
  });

  it("recreates only the daemon when the session is renewed", async () => {
    const before = await Promise.all(services.map(stack.container));
    const renewed = makeStack(project, "aws", {
      ...vaultEnvironment,
      XRAY_ENDPOINT_URL: "http://recorder:8080",
      AWS_SESSION_TOKEN: randomBytes(120).toString("base64"),
    });
    await renewed.compose("up", "-d", "--build", "--wait");
    const after = await Promise.all(services.map(renewed.container));
    expect(services.filter((_, index) => before[index] !== after[index])).toEqual(["xray-daemon"]);
    expect((await fetch(`http://127.0.0.1:${ports.BACKEND_PORT}/api/activities/home`)).status).toBe(200);
  });

  it("is looked at, followed and brought up to date without credentials", async () => {
    const bare = makeStack(project, "aws");
    const before = await Promise.all(services.map(bare.container));
    const listed = await bare.compose("ps", "--services");
    expect(listed.trim().split("\n").toSorted()).toEqual(services.toSorted());
    expect(await bare.compose("logs", "backend")).toContain("backend-1");
    await bare.composeUntil(/watch enabled|watching/i, "watch", "backend");
    expect(await Promise.all(services.map(bare.container))).toEqual(before);
  });

  it("keeps the daemon that runs when it is started again without credentials", async () => {
    const bare = makeStack(project, "aws");
    const before = await bare.container("xray-daemon");
    for (const build of [[], ["--build"]]) {
      const { code, stderr } = await bare.tryCompose("up", "-d", ...build);
      expect(code).not.toBe(0);
      expect(stderr).toContain("no temporary AWS credentials here");
    }
    expect(await must("docker", ["inspect", "--format", "{{.State.Running}}", before])).toBe("true\n");
    expect(await bare.container("xray-daemon")).toBe(before);
  });

  it("is stopped without credentials", async () => {
    await makeStack(project, "aws").compose("down", "--timeout", "5");
    expect(
      await must("docker", ["ps", "-aq", "--filter", `label=com.docker.compose.project=${project}`]),
    ).toBe("");
  });
});

/** The lines of a binary stream that hold one of the texts: layers are uncompressed tars inside the tar. */
async function grepStream(command: string, texts: readonly string[]): Promise<string> {
  const patterns = texts.map((text) => `-e '${text}'`).join(" ");
  const { stdout } = await run("sh", ["-c", `${command} | grep -aoF ${patterns} || true`]);
  return stdout;
}
