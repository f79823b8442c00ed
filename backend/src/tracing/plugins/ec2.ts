import { parseObject, withoutUnknown } from "./platform.ts";
import type { Platform, PlatformData } from "./platform.ts";

const TOKEN_SECONDS = "60";

/** Asks the instance's metadata service, by IMDSv2 only. Members as in the SDK's ec2_plugin.js. */
export async function describeEc2({ variables, fetchText }: Platform): Promise<PlatformData> {
  const { ec2MetadataUrl: base } = variables;
  const token = await fetchText(`${base}/latest/api/token`, {
    method: "PUT",
    headers: { "X-aws-ec2-metadata-token-ttl-seconds": TOKEN_SECONDS },
  });
  const path = `${base}/latest/dynamic/instance-identity/document`;
  const text = await fetchText(path, { method: "GET", headers: { "X-aws-ec2-metadata-token": token } });
  const { instanceId, availabilityZone, instanceType, imageId } = parseObject(text, path);
  return {
    ec2: withoutUnknown({
      instance_id: instanceId,
      availability_zone: availabilityZone,
      instance_size: instanceType,
      ami_id: imageId,
    }),
  };
}
