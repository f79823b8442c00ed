import { withoutUnknown } from "./platform.ts";
import type { Platform, PlatformData } from "./platform.ts";

/**
 * Members as in the EKS plugin of the SDK for Java (com.amazonaws.xray.plugins.EKSPlugin). That one asks the API server
 * for the cluster's name; a variable needs no permission in the cluster. The host name of a pod is its own name.
 */
export function describeEks({ variables, hostname }: Platform): Promise<PlatformData> {
  const cluster = variables.eksClusterName;
  if (cluster === undefined) return Promise.reject(new Error("EKS_CLUSTER_NAME is not set"));
  return Promise.resolve({ eks: withoutUnknown({ cluster_name: cluster, pod: hostname }) });
}
