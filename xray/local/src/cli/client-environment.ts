/** Where a server listens, as its status tells: `127.0.0.1:2000`. */
export interface ServerAddresses {
  daemonUdp: string;
  api: string;
}

/**
 * What a program on this machine is given so that its traces arrive at a server of ours: for the X-Ray SDKs, for
 * OpenTelemetry, for the AWS CLI and SDKs, and for the commands of `xray-local`.
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
    // boto3 reads the second alone, most others the first.
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    XRAY_LOCAL_URL: url,
  };
}

/**
 * The AWS CLI and SDKs sign whatever they send, so they want credentials; these mean nothing. For whoever has none,
 * so that nobody's own are hidden.
 */
export const DUMMY_CREDENTIALS: Readonly<Record<string, string>> = {
  AWS_ACCESS_KEY_ID: "any",
  AWS_SECRET_ACCESS_KEY: "any",
};

/** The same for a program that has an environment of its own: its region stays, and so do credentials of its own. */
export function toChildEnvironment(
  addresses: ServerAddresses,
  region: string,
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const hasCredentials = env["AWS_ACCESS_KEY_ID"] !== undefined || env["AWS_PROFILE"] !== undefined;
  const own = env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"] ?? region;
  return { ...(hasCredentials ? {} : DUMMY_CREDENTIALS), ...env, ...toClientEnvironment(addresses, own) };
}

/** A server that listens on every address is reached on this machine's own. */
export function toReachable(address: string): string {
  return address.replace(/^0\.0\.0\.0:/, "127.0.0.1:").replace(/^\[::\]:/, "[::1]:");
}
