import { checkClock, checkCredentials, checkEnvFile, checkRegion } from "./checks/credentials.ts";
import { checkDaemon, checkDaemonLog } from "./checks/daemon.ts";
import { checkDatabase } from "./checks/database.ts";
import { checkRejections } from "./checks/rejections.ts";
import { checkRunning } from "./checks/running.ts";
import { checkLastTrace, checkRulesAndGroups, checkTransactionSearch } from "./checks/service.ts";
import { checkAwsVault, checkDocker } from "./checks/tools.ts";
import type { Check, DoctorContext } from "./context.ts";
import { wrong } from "xray-local/doctor/finding.ts";
import type { Finding } from "xray-local/doctor/finding.ts";

/** In the order in which a segment travels, so that the first wrong finding is usually the cause. */
const CHECKS: readonly Check[] = [
  checkDocker,
  checkAwsVault,
  checkEnvFile,
  checkRunning,
  checkDatabase,
  checkCredentials,
  checkRegion,
  checkClock,
  checkDaemon,
  checkDaemonLog,
  checkRulesAndGroups,
  checkTransactionSearch,
  checkRejections,
  checkLastTrace,
];

/** Runs every check; a check that fails itself is a finding, not the end. */
export async function examine(context: DoctorContext): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of CHECKS) {
    try {
      findings.push(...(await check(context)));
    } catch (error) {
      const finding = failureFinding(error);
      // Several checks ask the same X-Ray: if it is away, that is reported once.
      if (!findings.some(({ text }) => text === finding.text)) findings.push(finding);
    }
  }
  return findings;
}

function failureFinding(error: unknown): Finding {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (/ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|TimeoutError/.test(text)) {
    return wrong(
      "Network",
      `X-Ray cannot be reached from here (${text}).`,
      "Check the network and a proxy; then the region's spelling.",
    );
  }
  if (text.includes("ECONNREFUSED")) {
    return wrong("X-Ray", `It does not answer (${text}).`, "Start it: npm start, or npm run compose:local.");
  }
  return wrong("X-Ray's answer", text, "See README, Troubleshooting, for this error.");
}
