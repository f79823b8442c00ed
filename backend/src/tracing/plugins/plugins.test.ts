import { pino } from "pino";
import { expect, test } from "vitest";
import type { Platform } from "./platform.ts";
import { describeResource } from "./plugins.ts";

const ECS_URL = "http://169.254.170.2/v4/0123";
const BASE = "http://169.254.169.254";
const EC2_DOCUMENT = `${BASE}/latest/dynamic/instance-identity/document`;
const BEANSTALK_FILE = "/var/elasticbeanstalk/xray/environment.conf";

/** `there`: contents by address or path. */
function makePlatform(there: Readonly<Record<string, unknown>>): Platform {
  const read = (place: string): Promise<string> => {
    const content = there[place];
    return content === undefined
      ? Promise.reject(new Error(`${place} is not there`))
      : Promise.resolve(typeof content === "string" ? content : JSON.stringify(content));
  };
  return {
    variables: { ec2MetadataUrl: BASE, ecsMetadataUrl: ECS_URL, eksClusterName: "cruddur" },
    hostname: "backend-7d9f",
    readFile: read,
    fetchText: (url, init) => {
      const hasToken = init?.headers["X-aws-ec2-metadata-token"] === "secret";
      return url === EC2_DOCUMENT && !hasToken ? Promise.reject(new Error("401")) : read(url);
    },
  };
}

function makeLogger() {
  const lines: string[] = [];
  return { lines, logger: pino({ level: "warn" }, { write: (line) => lines.push(line) }) };
}

const ecsTask = {
  DockerId: "ea32192c8553fbff06c9340478a2ff089b2bb5646fb718b4ee206641c9086d66",
  ContainerARN: "arn:aws:ecs:us-west-2:111122223333:container/0206b271-b33f-47ab-86c6-a0ba208a70a9",
  LogDriver: "awslogs",
  LogOptions: {
    "awslogs-group": "/ecs/cruddur",
    "awslogs-region": "us-west-2",
    "awslogs-stream": "backend/1",
  },
};

test("a task of ECS tells its container and the log group that its lines go to", async () => {
  const { logger } = makeLogger();
  expect(await describeResource(["ecs"], makePlatform({ [ECS_URL]: ecsTask }), logger)).toEqual({
    origin: "AWS::ECS::Container",
    aws: {
      ecs: {
        container: "backend-7d9f",
        container_id: ecsTask.DockerId,
        container_arn: ecsTask.ContainerARN,
      },
      cloudwatch_logs: [
        { log_group: "/ecs/cruddur", arn: "arn:aws:logs:us-west-2:111122223333:log-group:/ecs/cruddur" },
      ],
    },
  });
});

test("a task whose lines go elsewhere tells no log group", async () => {
  const { logger } = makeLogger();
  const { LogOptions: _, ...task } = ecsTask;
  const resource = await describeResource(["ecs"], makePlatform({ [ECS_URL]: task }), logger);
  expect(resource?.aws).not.toHaveProperty("cloudwatch_logs");
});

test("an instance of EC2 is asked by a token, as IMDSv2 wants it", async () => {
  const { logger } = makeLogger();
  const platform = makePlatform({
    [`${BASE}/latest/api/token`]: "secret",
    [EC2_DOCUMENT]: {
      instanceId: "i-1",
      availabilityZone: "us-east-1a",
      instanceType: "t4g.micro",
      imageId: "ami-1",
    },
  });
  expect(await describeResource(["ec2"], platform, logger)).toEqual({
    origin: "AWS::EC2::Instance",
    aws: {
      ec2: {
        instance_id: "i-1",
        availability_zone: "us-east-1a",
        instance_size: "t4g.micro",
        ami_id: "ami-1",
      },
    },
  });
});

test("of several plugins the most specific names the origin, in whichever order they are named", async () => {
  const { logger } = makeLogger();
  const platform = makePlatform({
    [`${BASE}/latest/api/token`]: "secret",
    [EC2_DOCUMENT]: { instanceId: "i-1" },
    [BEANSTALK_FILE]: { environment_name: "cruddur", version_label: "7", deployment_id: 12 },
  });
  expect(await describeResource(["elastic_beanstalk", "ec2"], platform, logger)).toEqual({
    origin: "AWS::ElasticBeanstalk::Environment",
    aws: {
      ec2: { instance_id: "i-1" },
      elastic_beanstalk: { environment: "cruddur", version_label: "7", deployment_id: 12 },
    },
  });
});

test("a pod tells its cluster and its name", async () => {
  const { logger } = makeLogger();
  expect(await describeResource(["eks"], makePlatform({}), logger)).toEqual({
    origin: "AWS::EKS::Container",
    aws: { eks: { cluster_name: "cruddur", pod: "backend-7d9f" } },
  });
});

test.each([
  ["nobody who answers", {}],
  ["an answer that is no JSON", { [ECS_URL]: "<html>" }],
  ["an answer that is no object", { [ECS_URL]: [1] }],
])("%s is a line in the log, and the app goes on", async (_what, there) => {
  const { lines, logger } = makeLogger();
  expect(await describeResource(["ecs"], makePlatform(there), logger)).toBeUndefined();
  expect(lines.join("")).toContain("AWS_XRAY_PLUGINS=ecs finds nothing");
});

test("outside of AWS nothing is asked", async () => {
  const { lines, logger } = makeLogger();
  expect(await describeResource([], makePlatform({}), logger)).toBeUndefined();
  expect(lines).toEqual([]);
});
