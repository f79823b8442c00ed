import { checkClock, checkCredentials, checkEnvFile, checkRegion } from "./checks/credentials.ts";
import { checkDaemon, checkDaemonLog } from "./checks/daemon.ts";
import { checkRejections } from "./checks/rejections.ts";
import { checkRunning } from "./checks/running.ts";
import { checkLastTrace, checkRulesAndGroups, checkTransactionSearch } from "./checks/service.ts";
import { checkAwsVault, checkDocker } from "./checks/tools.ts";
import type { Check, DoctorContext } from "./context.ts";
import { type Finding, wrong } from "./finding.ts";

/** In the order in which a segment travels, so that the first wrong finding is most often the cause. */
const CHECKS: readonly Check[] = [
  checkDocker,
  checkAwsVault,
  checkEnvFile,
  checkRunning,
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

/** Runs every check; one that fails itself is a finding, not the end. */
export async function examine(context: DoctorContext): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of CHECKS) {
    try {
      findings.push(...(await check(context)));
    } catch (error) {
      findings.push(wrong("X-Ray's answer", describe(error), "See README, Troubleshooting, for this error."));
    }
  }
  return findings;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
