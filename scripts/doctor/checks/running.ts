import { join } from "node:path";
import { START_COMMANDS } from "../context.ts";
import type { Check, DoctorContext } from "../context.ts";
import { note, ok, wrong } from "xray-local/doctor/finding.ts";
import type { Finding } from "xray-local/doctor/finding.ts";
import { isApi } from "../gather.ts";

const ANOTHER = "Another program answers";

/** Whether anything runs, in which mode, and whether each part answers. */
export const checkRunning: Check = async (context) => {
  if (context.mode === "none") {
    const ways = Object.values(START_COMMANDS).join("\n     or  ");
    const nothing = wrong("Product", "Nothing of the product runs on this machine.", `Start it:  ${ways}`);
    return [nothing, ...(await foreignFindings(context))];
  }
  if (context.mode === "alone") return [aloneFinding(context)];
  const findings: Finding[] = [
    otherCloneFinding(context) ?? ok("Product", `Runs, started by: ${START_COMMANDS[context.mode]}`),
  ];
  if (context.mode !== "npm") findings.push(...containerFindings(context.containers));
  findings.push(await apiFinding(context), await frontEndFinding(context));
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

/** Programs that would prevent the start of the product. */
async function foreignFindings(context: DoctorContext): Promise<Finding[]> {
  const found = await Promise.all([apiFinding(context), frontEndFinding(context)]);
  return found.filter(({ text }) => text.startsWith(ANOTHER));
}

function aloneFinding({ status, settings }: DoctorContext): Finding {
  const where = `http://localhost:${settings.consolePort}, traces in ${status?.store.path ?? "a folder of its own"}`;
  return ok(
    "X-Ray",
    `The local X-Ray runs by itself (${where}). Cruddur does not run beside it; npm start runs both.`,
  );
}

/** The traces may be in another clone's store. */
function otherCloneFinding({ mode, status, dataDirectory, runningRoot }: DoctorContext): Finding | undefined {
  if (mode !== "npm" || !status || status.store.path.startsWith(join(dataDirectory, "/"))) return undefined;
  const whose = runningRoot === undefined ? "" : `, started in ${runningRoot}`;
  return wrong(
    "Product",
    `Another clone's answers on these ports${whose}: its traces are in ${status.store.path}.`,
    `Stop that one, or give this one ports of its own: ${START_COMMANDS.npm} names them.`,
  );
}

async function apiFinding(context: DoctorContext): Promise<Finding> {
  const url = `http://127.0.0.1:${context.settings.backendPort}/api/health-check`;
  const answer = await context.ask(url);
  return isApi(answer)
    ? ok("API", `${url} answers.`)
    : answerFinding(context, "API", url, "BACKEND_PORT", answer?.status);
}

async function frontEndFinding(context: DoctorContext): Promise<Finding> {
  const url = `http://127.0.0.1:${context.settings.frontendPort}/`;
  const answer = await context.ask(url);
  return answer?.body.includes("<title>Cruddur</title>")
    ? ok("Front end", `${url} answers.`)
    : answerFinding(context, "Front end", url, "FRONTEND_PORT", answer?.status);
}

/** What answers wrongly: nothing, or another program (on macOS AirPlay uses port 5000). */
function answerFinding(
  context: DoctorContext,
  subject: string,
  url: string,
  variable: string,
  status: number | undefined,
): Finding {
  if (status !== undefined) {
    return wrong(
      subject,
      `${ANOTHER} at ${url} (status ${status}): it is not Cruddur's.`,
      `Stop it, or move Cruddur: ${variable}, for npm start and for the doctor.`,
    );
  }
  const where =
    context.mode === "npm" ? `the files in ${context.dataDirectory}/logs` : "docker compose -p cruddur logs";
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
