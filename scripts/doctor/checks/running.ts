import { START_COMMANDS } from "../context.ts";
import type { Check } from "../context.ts";
import { note, ok, wrong } from "../finding.ts";
import type { Finding } from "../finding.ts";

/** Is anything running, in which mode, and does each part of it answer? */
export const checkRunning: Check = async (context) => {
  if (context.mode === "none") {
    const ways = Object.values(START_COMMANDS).join("\n     or  ");
    return [wrong("Product", "Nothing of the product runs on this machine.", `Start it:  ${ways}`)];
  }
  const findings: Finding[] = [ok("Product", `Runs, started by: ${START_COMMANDS[context.mode]}`)];
  if (context.mode !== "npm") findings.push(...containerFindings(context.containers));
  const { backendPort, frontendPort } = context.settings;
  findings.push(
    await answerFinding(context, "API", `http://127.0.0.1:${backendPort}/api/health-check`, "BACKEND_PORT"),
    await answerFinding(context, "Front end", `http://127.0.0.1:${frontendPort}/`, "FRONTEND_PORT"),
  );
  if (context.env["TRACING"]?.toLowerCase() === "off") {
    findings.push(
      wrong(
        "Tracing",
        "TRACING=off: no request is traced.",
        "Remove TRACING from .env or the shell, and start again.",
      ),
    );
  }
  return findings;
};

async function answerFinding(
  context: Parameters<Check>[0],
  subject: string,
  url: string,
  variable: string,
): Promise<Finding> {
  if (await context.answers(url)) return ok(subject, `${url} answers.`);
  const where = context.mode === "npm" ? "the files in .data/logs" : "docker compose -p cruddur logs";
  return wrong(
    subject,
    `${url} does not answer.`,
    `See ${where}. If it listens elsewhere, set ${variable} for the doctor too.`,
  );
}

function containerFindings(containers: Parameters<Check>[0]["containers"]): Finding[] {
  return containers.map((container) => {
    const subject = `Container ${container.service}`;
    if (container.state !== "running") {
      const remedy = `Its last words: docker logs --tail 20 ${container.id}`;
      return wrong(subject, `It is ${container.state}: ${container.status}.`, remedy);
    }
    if (container.status.includes("unhealthy")) {
      return wrong(subject, `It runs but is unhealthy.`, `See docker logs --tail 20 ${container.id}`);
    }
    if (container.status.includes("starting"))
      return note(subject, "It is still starting.", "Ask again in a few seconds.");
    return ok(subject, container.status);
  });
}
