/** Where a server listens, by its status: `127.0.0.1:2000`. */
export interface ServerAddresses {
  daemonUdp: string;
  api: string;
}

/**
 * The environment for a program on this machine whose traces should arrive at the server: for the X-Ray SDKs,
 * OpenTelemetry, the AWS CLI and SDKs, and the commands of `xray-local`.
 */
export function toClientEnvironment(
  { daemonUdp, api }: ServerAddresses,
  region: string,
): Readonly<Record<string, string>> {
  const url = `http://${toReachable(api)}`;
  return {
    AWS_XRAY_DAEMON_ADDRESS: toReachable(daemonUdp),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/v1/traces`,
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/protobuf",
    AWS_ENDPOINT_URL_XRAY: url,
    // boto3 reads only the second, most others the first.
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    XRAY_LOCAL_URL: url,
  };
}

/**
 * The AWS CLI and SDKs sign what they send, so they need credentials; these mean nothing. They are set only where there
 * are none, so that they hide nobody's own.
 */
export const DUMMY_CREDENTIALS: Readonly<Record<string, string>> = {
  AWS_ACCESS_KEY_ID: "any",
  AWS_SECRET_ACCESS_KEY: "any",
};

/** The same for a program that has an environment: its region and its credentials stay. */
export function toChildEnvironment(
  addresses: ServerAddresses,
  region: string,
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const hasCredentials = env["AWS_ACCESS_KEY_ID"] !== undefined || env["AWS_PROFILE"] !== undefined;
  const own = env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"] ?? region;
  return { ...(hasCredentials ? {} : DUMMY_CREDENTIALS), ...env, ...toClientEnvironment(addresses, own) };
}

/** The address at which this machine reaches a server that listens on every address. */
export function toReachable(address: string): string {
  return address.replace(/^0\.0\.0\.0:/, "127.0.0.1:").replace(/^\[::\]:/, "[::1]:");
}
