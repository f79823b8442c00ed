/**
 * What segments tell about the place where the app runs, as the plugins of X-Ray's SDKs do. The plugins of the SDK for
 * Node.js are not used: the one for Elastic Beanstalk ends the process when it cannot read a file, the one for EC2
 * falls back to IMDSv1, the one for ECS knows no log group, and there is none for EKS.
 */
import type { Logger } from "pino";
import type { PluginName } from "../../config/config.ts";
import { describeBeanstalk } from "./elastic-beanstalk.ts";
import { describeEc2 } from "./ec2.ts";
import { describeEcs } from "./ecs.ts";
import { describeEks } from "./eks.ts";
import type { Platform, PlatformData } from "./platform.ts";

export interface Resource {
  /** Such as `AWS::ECS::Container`. */
  origin: string;
  /** Members of `aws` in segment documents. */
  aws: PlatformData;
}

type Describe = (platform: Platform) => Promise<PlatformData>;

/**
 * In the order of X-Ray's SDKs: of several plugins the last one names the origin.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-nodejs-configuration.html#xray-sdk-nodejs-configuration-plugins
 */
const PLUGINS: readonly { name: PluginName; origin: string; describe: Describe }[] = [
  { name: "ec2", origin: "AWS::EC2::Instance", describe: describeEc2 },
  { name: "ecs", origin: "AWS::ECS::Container", describe: describeEcs },
  { name: "eks", origin: "AWS::EKS::Container", describe: describeEks },
  { name: "elastic_beanstalk", origin: "AWS::ElasticBeanstalk::Environment", describe: describeBeanstalk },
];

/**
 * Never rejects: a plugin that finds nothing is a line in the log, and segments do without it. `undefined` when nothing
 * was found.
 */
export async function describeResource(
  names: readonly PluginName[],
  platform: Platform,
  logger: Logger,
): Promise<Resource | undefined> {
  const found = await Promise.all(
    PLUGINS.filter(({ name }) => names.includes(name)).map(async ({ name, origin, describe }) => {
      try {
        return [{ origin, aws: await describe(platform) }];
      } catch (error) {
        logger.warn(
          `AWS_XRAY_PLUGINS=${name} finds nothing: ${describeError(error)}. Segments do not tell where they are from`,
        );
        return [];
      }
    }),
  );
  const resources = found.flat();
  const last = resources.at(-1);
  return (
    last && {
      origin: last.origin,
      aws: Object.assign({}, ...resources.map(({ aws }) => aws)) as PlatformData,
    }
  );
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // fetch says only "fetch failed"; the reason is in its cause.
  return error.cause instanceof Error ? `${error.message}, ${error.cause.message}` : error.message;
}
