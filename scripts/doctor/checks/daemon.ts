import { parseDaemonAddress } from "../../../backend/src/daemon/address.ts";
import { portFindings } from "xray-local/doctor/port-findings.ts";
import { START_COMMANDS } from "../context.ts";
import type { Check, DoctorContext } from "../context.ts";
import { note, ok, wrong } from "xray-local/doctor/finding.ts";
import type { Finding } from "xray-local/doctor/finding.ts";

/** Whether the daemon of this mode accepts segments and answers requests for rules. */
export const checkDaemon: Check = async (context) => {
  const address = context.env["AWS_XRAY_DAEMON_ADDRESS"];
  const parsed = address?.trim() ? parseDaemonAddress(address) : undefined;
  if (context.mode === "npm" && typeof parsed === "string") {
    return [
      wrong(
        "Daemon address",
        `AWS_XRAY_DAEMON_ADDRESS=${address} is no address of a daemon: it ${parsed}.`,
        "Write host:port, without a scheme: 127.0.0.1:2000.",
      ),
    ];
  }
  switch (context.mode) {
    case "npm":
    case "alone":
      return checkLocalPorts(context);
    case "compose-local":
    case "compose-aws":
      return checkFromBackend(context);
    case "none":
      return [];
  }
};

async function checkLocalPorts(context: DoctorContext): Promise<readonly Finding[]> {
  const port = context.settings.daemonPort;
  const udp = await context.isUdpPortBound(port);
  const tcp = await context.answers(`http://127.0.0.1:${port}/GetSamplingRules`);
  return portFindings(
    `127.0.0.1:${port}`,
    udp,
    tcp,
    `Start it again: ${START_COMMANDS[context.mode === "alone" ? "alone" : "npm"]}`,
  );
}

/**
 * Asks from inside the backend's container, where the daemon's name resolves. A connected UDP socket is told of a
 * closed port by the network; a daemon that gets the empty datagram drops it.
 */
const PROBE = `
const [host, port] = process.env.AWS_XRAY_DAEMON_ADDRESS.split(":");
const udp = new Promise((resolve) => {
  const socket = require("node:dgram").createSocket("udp4");
  const end = (answer) => { socket.close(); resolve(answer); };
  socket.once("error", () => end(false));
  socket.connect(Number(port), host, (error) => {
    if (error) return resolve(false);
    socket.send("");
    setTimeout(() => end(true), 500);
  });
});
const tcp = fetch("http://" + host + ":" + port + "/GetSamplingRules", { method: "POST", body: "{}", signal: AbortSignal.timeout(3000) })
  .then((answer) => answer.status, () => 0);
Promise.all([udp, tcp]).then(([udp, tcp]) => console.log(JSON.stringify({ udp, tcp })));
`;

async function checkFromBackend(context: DoctorContext): Promise<readonly Finding[]> {
  const backend = context.containers.find((each) => each.service === "backend" && each.state === "running");
  if (!backend) return [note("Daemon", "It could not be tried: the backend's container does not run.")];
  const probe = await context.run("docker", "exec", backend.id, "node", "-e", PROBE);
  if (probe.code !== 0)
    return [note("Daemon", `It could not be tried from the backend: ${probe.stderr.trim().slice(0, 200)}`)];
  const { udp, tcp } = JSON.parse(probe.stdout) as { udp: boolean; tcp: number };
  const findings = [
    ...portFindings("xray-daemon:2000", udp, tcp > 0, "See docker logs of the container xray-daemon."),
  ];
  if (tcp >= 400) {
    const remedy =
      "The daemon's credentials may have ended, or lack xray:GetSamplingRules. Renew them, then see README, IAM.";
    findings.push(
      wrong(
        "Sampling rules",
        `X-Ray answers the daemon with status ${tcp}; the SDK falls back to 1 a second and 5 %.`,
        remedy,
      ),
    );
  }
  return findings;
}

/** What the daemon itself logged about batches that X-Ray did not accept. */
export const checkDaemonLog: Check = async ({ containers, run }) => {
  const daemon = containers.find((each) => each.service === "xray-daemon");
  if (!daemon) return [];
  const log = await run("docker", "logs", "--since", "10m", daemon.id);
  const lines = `${log.stdout}\n${log.stderr}`.split("\n");
  const failed = lines.filter((line) => line.includes("Sending segment batch failed"));
  const unprocessed = lines.filter((line) => line.includes("Unprocessed"));
  const invalid = lines.filter((line) => /Invalid header|Missing header/.test(line));
  const findings: Finding[] = [];
  const last = failed.at(-1);
  if (last) {
    findings.push(
      wrong(
        "Daemon's log",
        `${failed.length} ${failed.length === 1 ? "batch was" : "batches were"} dropped in ten minutes. The last: ${last.slice(0, 300)}`,
        remedyOf(last),
      ),
    );
  }
  if (unprocessed.length > 0) {
    findings.push(
      wrong(
        "Daemon's log",
        `X-Ray rejected segments ${unprocessed.length} ${unprocessed.length === 1 ? "time" : "times"} in ten minutes.`,
        "Run the stack against the local X-Ray, whose Health page shows each of them with the reason: npm run compose:local",
      ),
    );
  }
  // The doctor's own empty datagram is among them.
  if (invalid.length > 5)
    findings.push(
      note(
        "Daemon's log",
        `${invalid.length} datagrams had no valid header.`,
        "Something else sends to port 2000.",
      ),
    );
  return findings.length > 0 ? findings : [ok("Daemon's log", "No failed batch in the last ten minutes.")];
};

function remedyOf(line: string): string {
  if (/Expired|InvalidClientToken|security token|UnrecognizedClient/i.test(line))
    return `The session ended. Renew it: ${START_COMMANDS["compose-aws"]}`;
  if (/AccessDenied/i.test(line))
    return "The role lacks xray:PutTraceSegments: attach AWSXRayDaemonWriteAccess (README, IAM).";
  if (/no such host|dial tcp|timeout|refused/i.test(line))
    return "X-Ray cannot be reached from the container: check the network, a proxy, and the region's spelling.";
  return "Look the error up in README, Troubleshooting.";
}
