import { parseObject, withoutUnknown } from "./platform.ts";
import type { Platform, PlatformData } from "./platform.ts";

/** The platform writes it when X-Ray is switched on. Members as in the SDK's elastic_beanstalk_plugin.js. */
const ENVIRONMENT_FILE = "/var/elasticbeanstalk/xray/environment.conf";

export async function describeBeanstalk({ readFile }: Platform): Promise<PlatformData> {
  const { environment_name, version_label, deployment_id } = parseObject(
    await readFile(ENVIRONMENT_FILE),
    ENVIRONMENT_FILE,
  );
  return {
    elastic_beanstalk: withoutUnknown({ environment: environment_name, version_label, deployment_id }),
  };
}
