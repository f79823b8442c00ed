import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mustRun, versionOf } from "../../../xray/local/conformance/program.ts";
import { until } from "../../../xray/local/conformance/until.ts";
import { root } from "../../repository/files.ts";
import type { Resource } from "../configuration/resources.ts";
import { findDockerMissing, openDocker } from "../docker.ts";
import type { Docker } from "../docker.ts";
import type { Surroundings } from "../surroundings.ts";
import type { RunCheck } from "../target.ts";
import { containerNamed, containersOf, toDockerArguments } from "./containers.ts";
import type { Container } from "./containers.ts";
import { writeAuthority } from "./authority.ts";
import { askFrom, readTraces, startMetadata } from "./task-network.ts";

const BACKEND_IMAGE = "cruddur-target-backend";
/**
 * The image on which the sources run as they are; the image that ships takes minutes to build, for pages that nobody
 * opens here.
 */
const NODE_IMAGE = "node:26-slim";
/** The same program as in the task definition, by the name that the Compose file uses. */
const DAEMON_IMAGE = "amazon/aws-xray-daemon:3.x";
const PASSWORD = "rds-would-make-it";
const HOME = "/api/activities/home";
const REQUESTS = 20;
/** Images are there or built from what is there; Postgres makes its files. */
const READY_WITHIN_MS = 120_000;

export const runTask: RunCheck = {
  title:
    "the task's containers, as they were applied, in one network namespace: traces arrive, Postgres over TLS alone",
  standIns: [
    "Docker for Fargate",
    "Postgres 18 with a certificate authority made for the run for RDS",
    "a server of four lines for the task's metadata endpoint",
    "the local X-Ray for X-Ray, which amazon/aws-xray-daemon:3.x sends to",
  ],
  async findMissing(surroundings) {
    const docker = await findDockerMissing(surroundings);
    if (docker !== undefined) return docker;
    const openssl = await versionOf("openssl", ["version"], surroundings.env);
    return openssl === undefined ? "openssl is not on PATH" : undefined;
  },
  async run(surroundings, resources) {
    const files = await mkdtemp(join(tmpdir(), "ecs-task-"));
    const docker = await openDocker(surroundings, "cruddur-task");
    try {
      await checkTask(docker, files, surroundings, resources);
    } finally {
      await docker.close();
      await rm(files, { recursive: true, force: true });
    }
  },
};

async function checkTask(
  docker: Docker,
  files: string,
  { env }: Surroundings,
  resources: readonly Resource[],
): Promise<void> {
  const containers = containersOf(resources);
  const backend = containerNamed(containers, "backend");
  const url = new URL(backend.environment?.find(({ name }) => name === "DATABASE_URL")?.value ?? "");
  await prepareImages(docker, env);
  await writeAuthority(files, url.hostname, env);

  const xray = await docker.start("xray", ...xrayArguments(docker));
  const pause = await docker.start("pause", "--network", docker.network, NODE_IMAGE, "sleep", "3600");
  await startMetadata(docker, pause, backend);
  await docker.start("xray-daemon", "--network", `container:${pause}`, ...daemonArguments(containers));
  const app = await docker.start(
    "backend",
    "--network",
    `container:${pause}`,
    ...backendArguments(backend, files),
  );

  try {
    // The app comes first, as it may on AWS.
    const isHealthy = async (): Promise<void> =>
      assert.deepEqual(await askFrom(docker, pause, "/api/health-check"), [200]);
    await until(isHealthy, READY_WITHIN_MS);
    assert.deepEqual(await askFrom(docker, pause, HOME), [503]);
    await startDatabase(docker, files, url);
    await until(async () => assert.deepEqual(await askFrom(docker, pause, HOME), [200]), READY_WITHIN_MS);
    const statuses = await askFrom(docker, pause, HOME, REQUESTS);
    assert.ok(
      statuses.every((status) => status === 200),
      String(statuses),
    );

    await checkTraces(docker, xray, backend);
    await checkLog(docker, app);
    await checkPlainConnection(docker);
    await docker.run("stop", app);
    const status = await docker.run("inspect", "--format", "{{.State.ExitCode}}", app);
    assert.equal(status, "0", "the app ends by itself within its grace");
  } catch (error) {
    const log = await docker.run("logs", "--tail", "20", app).catch(() => "");
    throw new Error(`${String(error)}\nThe app's log ends:\n${log}`, { cause: error });
  }
}

/** The certificate authority is put beside those of RDS: the app has no setting that verifies less. */
function backendArguments(backend: Container, files: string): readonly string[] {
  return [
    "--volume",
    `${join(files, "ca.crt")}:/ca.crt:ro`,
    ...toDockerArguments(backend, {
      image: BACKEND_IMAGE,
      secrets: { PGPASSWORD: PASSWORD },
      environment: {
        NODE_EXTRA_CA_CERTS: "/ca.crt",
        ECS_CONTAINER_METADATA_URI_V4: "http://127.0.0.1:51678/v4/backend",
      },
    }),
  ];
}

function daemonArguments(containers: readonly Container[]): readonly string[] {
  return toDockerArguments(containerNamed(containers, "xray-daemon"), {
    image: DAEMON_IMAGE,
    secrets: {},
    // On AWS the task role signs, and the Region's X-Ray accepts it.
    environment: {
      AWS_ACCESS_KEY_ID: "any",
      AWS_SECRET_ACCESS_KEY: "any",
      AWS_ENDPOINT_URL: "http://xray:2001",
    },
  });
}

function xrayArguments({ network }: Docker): readonly string[] {
  const settings = { XRAY_HOST: "0.0.0.0", XRAY_ALLOWED_HOSTS: "xray", XRAY_DATA_DIR: "/data" };
  const variables = Object.entries(settings).flatMap(([name, value]) => ["--env", `${name}=${value}`]);
  const sources = ["--volume", `${root}:/app:ro`, "--workdir", "/app", "--tmpfs", "/data"];
  const server = [NODE_IMAGE, "node", "xray/local/src/main.ts"];
  return ["--network", network, "--network-alias", "xray", ...sources, ...variables, ...server];
}

async function prepareImages(docker: Docker, env: NodeJS.ProcessEnv): Promise<void> {
  await docker.run("build", "--quiet", "--file", "backend/Dockerfile", "--tag", BACKEND_IMAGE, ".");
  if ((await versionOf("docker", ["image", "inspect", DAEMON_IMAGE], env)) === undefined) {
    await mustRun("docker", ["pull", "--quiet", DAEMON_IMAGE], { env });
  }
}

/** As RDS from Postgres 15 on: a connection without TLS is rejected. */
async function startDatabase(
  docker: Docker,
  files: string,
  { hostname, username, pathname }: URL,
): Promise<void> {
  const variables = {
    POSTGRES_USER: username,
    POSTGRES_DB: pathname.slice(1),
    POSTGRES_PASSWORD: PASSWORD,
    POSTGRES_INITDB_ARGS: "--auth-host=scram-sha-256",
  };
  const start = [
    // A key must be readable by its owner alone, and whoever made it here is somebody else.
    "install -o postgres -m 600 /files/server.key /tmp/server.key",
    "cp /files/server.crt /files/pg_hba.conf /tmp/",
    "exec docker-entrypoint.sh postgres -c ssl=on -c ssl_cert_file=/tmp/server.crt -c ssl_key_file=/tmp/server.key -c hba_file=/tmp/pg_hba.conf",
  ].join(" && ");
  await docker.start(
    "database",
    "--network",
    docker.network,
    "--network-alias",
    hostname,
    "--volume",
    `${files}:/files:ro`,
    ...Object.entries(variables).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
    "--entrypoint",
    "bash",
    "postgres:18",
    "-c",
    start,
  );
}

async function checkTraces(docker: Docker, xray: string, backend: Container): Promise<void> {
  const segments = await until(async () => {
    const found = await readTraces(docker, xray);
    assert.ok(found.length >= REQUESTS, `${found.length} of ${REQUESTS} traces arrived`);
    return found;
  }, READY_WITHIN_MS);
  const group = backend.logConfiguration?.options?.["awslogs-group"];
  for (const { name, origin, aws, subsegments } of segments) {
    assert.equal(name, "backend-flask");
    assert.equal(origin, "AWS::ECS::Container");
    assert.equal(aws?.cloudwatch_logs?.[0]?.log_group, group);
    assert.ok(
      subsegments?.some((each) => each.name.startsWith("cruddur@")),
      "the statement is a step of the request",
    );
  }
}

async function checkLog(docker: Docker, app: string): Promise<void> {
  const lines = (await docker.run("logs", app)).split("\n").filter((line) => line.includes(HOME));
  assert.ok(lines.length >= REQUESTS, "each request is a line of the log");
  for (const line of lines) assert.match(line, /"traceId":"1-[0-9a-f]{8}-[0-9a-f]{24}"/);
}

async function checkPlainConnection(docker: Docker): Promise<void> {
  const psql = ["psql", "--command=select 1", "host=127.0.0.1 user=cruddur dbname=cruddur sslmode=disable"];
  const plain = docker.run("exec", "--env", `PGPASSWORD=${PASSWORD}`, `${docker.network}-database`, ...psql);
  await assert.rejects(plain, /no pg_hba.conf entry|no encryption/);
}
