import { parseObject, withoutUnknown } from "./platform.ts";
import type { Platform, PlatformData } from "./platform.ts";

/**
 * Asks the task's metadata endpoint, version 4. Members as in the ECS plugin of the SDK for Java, which knows more than the one for Node.js
 * (com.amazonaws.xray.plugins.ECSPlugin; com.amazonaws.xray.utils.ContainerInsightsUtil).
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-response.html
 */
export async function describeEcs({ variables, hostname, fetchText }: Platform): Promise<PlatformData> {
  const url = variables.ecsMetadataUrl;
  if (url === undefined) throw new Error("ECS_CONTAINER_METADATA_URI_V4 is not set, as ECS would");
  const { DockerId, ContainerARN, LogOptions } = parseObject(await fetchText(url), url);
  const ecs = withoutUnknown({ container: hostname, container_id: DockerId, container_arn: ContainerARN });
  const logs = describeLogs(LogOptions, ContainerARN);
  return { ecs, ...(logs ? { cloudwatch_logs: [logs] } : {}) };
}

function describeLogs(options: unknown, containerArn: unknown): PlatformData | undefined {
  if (typeof options !== "object" || options === null) return undefined;
  const { "awslogs-group": group, "awslogs-region": region } = { ...options } as Record<string, unknown>;
  if (typeof group !== "string" || group === "") return undefined;
  // arn:aws:ecs:us-east-1:111122223333:container/…
  const [, partition, , , account] = String(containerArn).split(":");
  const arn = account && `arn:${partition}:logs:${String(region)}:${account}:log-group:${group}`;
  return withoutUnknown({ log_group: group, arn });
}
