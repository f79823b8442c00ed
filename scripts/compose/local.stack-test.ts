import { GetServiceGraphCommand, GetTraceSummariesCommand, XRayClient } from "@aws-sdk/client-xray";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, makeStack, must, ports, run } from "./stack.ts";

const project = "cruddur-test-local";
const services = ["db", "backend", "frontend", "xray-daemon", "xray"] as const;
const stack = makeStack(project, "local", {
  XRAY_CONSOLE_URL: `http://localhost:${ports.XRAY_CONSOLE_PORT}`,
});
const home = `http://127.0.0.1:${ports.BACKEND_PORT}/api/activities/home`;
const xray = new XRayClient({
  endpoint: `http://127.0.0.1:${ports.XRAY_CONSOLE_PORT}`,
  region: "us-east-1",
  credentials: { accessKeyId: "any", secretAccessKey: "any" },
});

const ODD_REQUEST = `
const socket = require("node:net").connect(3000, "127.0.0.1", () => socket.write("GET http://[ HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n"));
socket.pipe(process.stdout);
`;

const lastHour = () => ({
  StartTime: new Date(Date.now() - 3_600_000),
  EndTime: new Date(Date.now() + 60_000),
});

describe("the stack with the profile local", () => {
  beforeAll(async () => {
    await stack.down();
    await stack.compose("up", "-d", "--build", "--wait");
  });
  afterAll(async () => {
    await stack.down();
  });

  it("traces requests through SDK, daemon and local X-Ray, with the Postgres node", async () => {
    for (let i = 0; i < 20; i += 1) expect((await fetch(home)).status).toBe(200);
    const summaries = await eventually(
      async () =>
        (
          await xray.send(
            new GetTraceSummariesCommand({ ...lastHour(), FilterExpression: 'service("backend-flask")' }),
          )
        ).TraceSummaries ?? [],
      (found) => found.length >= 20,
    );
    expect(summaries.every((summary) => summary.Http?.HttpStatus === 200)).toBe(true);
    const { Services = [] } = await xray.send(new GetServiceGraphCommand(lastHour()));
    const nodes = Services.map((service) => [service.Name, service.Type]);
    expect(nodes).toContainEqual(["cruddur@db", "Database::SQL"]);
    const log = await run("docker", ["logs", await stack.container("xray-daemon")]);
    expect(log.stdout + log.stderr).toMatch(/Successfully sent batch of \d+ segments/);
  });

  it("shows the console and the front end, and the front end reaches the API", async () => {
    for (const [port, text] of [
      [ports.XRAY_CONSOLE_PORT, "X-Ray"],
      [ports.FRONTEND_PORT, "Cruddur"],
    ] as const) {
      const response = await fetch(`http://127.0.0.1:${port}/`);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(text);
    }
    const proxied = await fetch(`http://127.0.0.1:${ports.FRONTEND_PORT}/api/activities/home`);
    expect(await proxied.json()).toEqual(
      expect.arrayContaining([expect.objectContaining({ handle: "andrewbrown" })]),
    );
  });

  it("publishes on loopback only, and no port of the daemon", async () => {
    const published = await Promise.all(
      services.map(async (service) => must("docker", ["port", await stack.container(service)])),
    );
    const hosts = published.map((text) => [...text.matchAll(/-> (.+):\d+$/gm)].map(([, host]) => host));
    expect(Object.fromEntries(services.map((service, index) => [service, hosts[index]]))).toEqual({
      db: [],
      backend: ["127.0.0.1"],
      frontend: ["127.0.0.1"],
      "xray-daemon": [],
      xray: ["127.0.0.1"],
    });
  });

  it("runs as non-root, without capabilities, and read-only", async () => {
    for (const service of services) {
      const [container] = JSON.parse(await must("docker", ["inspect", await stack.container(service)])) as {
        Config: { User: string };
        HostConfig: {
          ReadonlyRootfs: boolean;
          CapDrop: string[];
          SecurityOpt: string[];
          Memory: number;
          PidsLimit: number | null;
        };
      }[];
      expect(container?.Config.User, service).toMatch(/^(node|postgres|xray)$/);
      expect(container?.HostConfig.CapDrop, service).toEqual(["ALL"]);
      expect(container?.HostConfig.SecurityOpt, service).toEqual(["no-new-privileges:true"]);
      expect(container?.HostConfig.ReadonlyRootfs, service).toBe(true);
      // Bytes, of which 0 would be none; processes and threads.
      expect(container?.HostConfig.Memory, service).toBeGreaterThanOrEqual(512 * 2 ** 20);
      expect(container?.HostConfig.PidsLimit, service).toBe(256);
    }
  });

  it.each(["backend", "frontend"])("keeps dev dependencies out of the image of %s", async (service) => {
    const packages = await must("docker", [
      "exec",
      await stack.container(service),
      "ls",
      "/app/node_modules",
    ]);
    for (const name of ["vitest", "typescript", "oxlint", "vite", "react"])
      expect(packages.split("\n")).not.toContain(name);
  });

  it("has the licences of what it is made of in the images and at the pages", async () => {
    for (const [service, name] of [
      ["backend", "express"],
      ["frontend", "send"],
    ] as const) {
      const licences = await must("docker", [
        "exec",
        await stack.container(service),
        "cat",
        "/app/third-party-licenses.txt",
      ]);
      expect(licences).toMatch(new RegExp(`^## ${name} .*\\(MIT\\)$`, "m"));
      expect(licences).toContain("Permission is hereby granted, free of charge");
    }
    for (const port of [ports.FRONTEND_PORT, ports.XRAY_CONSOLE_PORT]) {
      const answer = await fetch(`http://127.0.0.1:${port}/third-party-licenses.txt`);
      expect(await answer.text()).toMatch(/react - .*\(MIT\)/);
    }
  });

  it("goes on when a request has a target that cannot be read", async () => {
    const odd = ["exec", await stack.container("frontend"), "node", "-e", ODD_REQUEST];
    expect(await must("docker", odd)).toContain("HTTP/1.1 400");
    expect((await fetch(`http://127.0.0.1:${ports.FRONTEND_PORT}/`)).status).toBe(200);
  });
});
