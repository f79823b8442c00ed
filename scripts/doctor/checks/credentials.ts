import { parseEnv } from "node:util";
import { START_COMMANDS } from "../context.ts";
import type { Check, DoctorContext } from "../context.ts";
import { note, ok, wrong } from "xray-local/doctor/finding.ts";
import type { Finding } from "xray-local/doctor/finding.ts";

const CREDENTIALS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] as const;

/** A credential in .env gets into backups, images and screens. */
export const checkEnvFile: Check = ({ dotenvText }) => {
  const found = CREDENTIALS.filter((name) => parseEnv(dotenvText)[name]);
  if (found.length === 0)
    return [ok(".env", dotenvText ? "It holds no AWS credential." : "There is none; the defaults apply.")];
  return [
    wrong(
      ".env",
      `It holds ${found.join(", ")}.`,
      "Delete those lines: aws-vault gives credentials to the daemon alone. If the file was ever shared, rotate the key.",
    ),
  ];
};

/** The credentials of the running daemon (in AWS mode), and those of this shell. Only names and times are ever printed. */
export const checkCredentials: Check = async (context) => {
  if (context.mode !== "compose-aws") return [shellNote(context)];
  const expiration = await daemonExpiration(context);
  const findings: Finding[] = [expirationFinding("Daemon's session", expiration, context.nowMs)];
  findings.push(
    context.xray
      ? expirationFinding("Shell's session", context.env["AWS_CREDENTIAL_EXPIRATION"], context.nowMs)
      : shellNote(context),
  );
  return findings;
};

function shellNote({ env, mode }: DoctorContext): Finding {
  if (env["AWS_ACCESS_KEY_ID"] && !env["AWS_SESSION_TOKEN"]) {
    const report = mode === "compose-aws" ? wrong : note;
    return report(
      "Credentials",
      "This shell holds a long-lived key.",
      "Take it out of the shell's profile and use aws-vault, which makes temporary ones.",
    );
  }
  if (mode === "compose-aws" && !env["AWS_ACCESS_KEY_ID"]) {
    return note(
      "Credentials",
      "This shell has none, so X-Ray on AWS was not asked.",
      "For those checks too: aws-vault exec dock -- npm run doctor",
    );
  }
  return ok("Credentials", "None are needed in this mode.");
}

/** The compose file keeps the end of the session as a label of the daemon's container: it is no secret. */
async function daemonExpiration({ containers, run }: DoctorContext): Promise<string | undefined> {
  const daemon = containers.find((container) => container.service === "xray-daemon");
  if (!daemon) return undefined;
  const format = '{{index .Config.Labels "cruddur.session.ends"}}';
  const result = await run("docker", "inspect", "--format", format, daemon.id);
  return result.code === 0 ? result.stdout.trim() || undefined : undefined;
}

function expirationFinding(subject: string, expiration: string | undefined, nowMs: number): Finding {
  const endMs = expiration ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(endMs))
    return note(subject, "When it ends is not known.", "aws-vault tells it in AWS_CREDENTIAL_EXPIRATION.");
  const minutes = Math.round((endMs - nowMs) / 60_000);
  if (minutes <= 0) {
    return wrong(
      subject,
      `It ended ${-minutes} min ago: the daemon drops every batch until it is renewed. The app itself goes on.`,
      `Renew it, which recreates only the daemon: ${START_COMMANDS["compose-aws"]}`,
    );
  }
  return minutes < 10
    ? note(subject, `It ends in ${minutes} min.`, `Renew it: ${START_COMMANDS["compose-aws"]}`)
    : ok(subject, `It ends in ${minutes} min.`);
}

export const checkRegion: Check = ({ mode, env }) => {
  if (mode !== "compose-aws") return [];
  const region = env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"];
  if (region) return [ok("Region", `${region}; look for traces in the console of this region.`)];
  return [
    note("Region", "This shell names none.", 'Add "region = us-east-1" to the profile in ~/.aws/config.'),
  ];
};

/** AWS rejects signatures when the clocks differ by more than five minutes. */
const SIGNATURE_SKEW_MS = 5 * 60_000;

export const checkClock: Check = async (context) => {
  if (context.mode !== "compose-aws") return [];
  const region = context.env["AWS_REGION"] ?? context.env["AWS_DEFAULT_REGION"] ?? "us-east-1";
  const theirs = await context.serverTime(`https://xray.${region}.amazonaws.com/`);
  if (theirs === undefined) {
    return [
      wrong(
        "Network",
        `X-Ray in ${region} cannot be reached from here.`,
        "Check the network and a proxy; then the region's spelling.",
      ),
    ];
  }
  const skewMs = context.nowMs - theirs;
  if (Math.abs(skewMs) < SIGNATURE_SKEW_MS)
    return [ok("Clock", `It differs from AWS's by ${Math.round(skewMs / 1000)} s.`)];
  return [
    wrong(
      "Clock",
      `It differs from AWS's by ${Math.round(skewMs / 60_000)} min: signatures are refused.`,
      "Set the clock, for example by NTP.",
    ),
  ];
};
