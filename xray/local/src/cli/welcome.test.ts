import { describe, expect, it } from "vitest";
import type { ServerStatus } from "../console-wire/server-status.ts";
import { toWelcome } from "./welcome.ts";

const options = { dataDirectory: "/home/ada/.local/share/xray-local", region: "us-east-1", inMemory: false };

function makeStatus(host: string, receiveBufferBytes = 2 ** 25): ServerStatus {
  const status = {
    listeners: { daemonUdp: `${host}:2000`, daemonTcp: `${host}:2000`, api: `${host}:2001` },
    arrivals: { receiveBufferBytes },
    store: { traces: 12_345, bytes: 4_200_000, capBytes: 1e9 },
  };
  return status as ServerStatus;
}

describe("what a server says when it is ready", () => {
  it("names its addresses, what it keeps, and what to set in an app", () => {
    const text = toWelcome(makeStatus("127.0.0.1"), options);
    expect(text).toContain("12,345 traces, 4.2 MB of at most 1,000 MB");
    expect(text).toContain("AWS_XRAY_DAEMON_ADDRESS=127.0.0.1:2000");
    expect(text).toContain("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://127.0.0.1:2001/v1/traces");
    expect(text).toContain("aws --endpoint-url http://127.0.0.1:2001 --region us-east-1 xray");
    expect(text).not.toContain("rmem_max");
  });

  it.each([
    ["0.0.0.0", "127.0.0.1"],
    ["[::]", "[::1]"],
  ])("tells apps on this machine where a server on %s is reached", (host, reached) => {
    const text = toWelcome(makeStatus(host), options);
    expect(text).toContain(`UDP   ${host}:2000`);
    expect(text).toContain(`AWS_XRAY_DAEMON_ADDRESS=${reached}:2000`);
    expect(text).toContain(`Open http://${reached}:2001`);
  });

  it("says that nothing is kept, and what to do about a small receive buffer", () => {
    const text = toWelcome(makeStatus("127.0.0.1", 425_984), { ...options, inMemory: true });
    expect(text).toContain("nothing is kept");
    expect(text).not.toContain(options.dataDirectory);
    expect(text).toContain("The kernel grants a receive buffer of 0.4 MB");
    expect(text).toContain("sysctl -w net.core.rmem_max=16777216");
  });
});
