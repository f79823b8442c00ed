import { readPageSettings } from "./page-settings.ts";
import type { PageSettings } from "./page-settings.ts";
import type { RequestTrace } from "./tracing/traced-call.ts";

/** Where traces are shown: the local console, or AWS's. */
export interface TraceConsole {
  tracesUrl: string;
  traceUrl(traceId: string): string;
  /** The page that tells why a request was not sampled; AWS has none. */
  samplingUrl(request: Pick<RequestTrace, "method" | "url">): string | undefined;
}

/** The name that the API has in traces and rules. */
const SERVICE = "backend-flask";

const LOCAL_CONSOLE = "http://localhost:2001";

export function chooseTraceConsole({ xrayConsoleUrl, awsRegion }: PageSettings): TraceConsole {
  const url = xrayConsoleUrl.trim().replace(/\/+$/, "");
  const region = awsRegion.trim();
  return region && !url ? awsConsole(region) : localConsole(url || LOCAL_CONSOLE);
}

function localConsole(url: string): TraceConsole {
  return {
    tracesUrl: `${url}/traces`,
    traceUrl: (traceId) => `${url}/traces/${traceId}`,
    samplingUrl: ({ method, url: requestUrl }) => {
      const { pathname, host } = new URL(requestUrl);
      // The console's form: a list of separately escaped fields.
      const fields = [SERVICE, method, pathname, host].map(encodeURIComponent).join(",");
      return `${url}/sampling?try=${encodeURIComponent(fields)}`;
    },
  };
}

/** Deep links as in the X-Ray Developer Guide, "Using deep links"; they lead to CloudWatch. */
function awsConsole(region: string): TraceConsole {
  const url = `https://console.aws.amazon.com/xray/home?region=${encodeURIComponent(region)}#/traces`;
  return {
    tracesUrl: url,
    traceUrl: (traceId) => `${url}/${traceId}`,
    samplingUrl: () => undefined,
  };
}

/** The console that the server told this page of. */
export const traceConsole = chooseTraceConsole(readPageSettings(document));
