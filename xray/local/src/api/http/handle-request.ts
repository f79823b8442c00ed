import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiError, toApiError } from "../model/errors.ts";
import type { Operation } from "../model/operation.ts";
import { IMPORT_FLAG } from "../../console-wire/import-path.ts";
import { answerConsole } from "./console/answer-console.ts";
import { tooManyLargeRequests } from "./body-budget.ts";
import { OTLP_TRACES_PATH, answerOtlpTraces } from "./otlp/otlp-traces.ts";
import { readJsonBody } from "./read-body.ts";
import { requestRefusal } from "./request-guard.ts";
import { parseTarget } from "./request-target.ts";
import type { HandlerParts } from "./server-parts.ts";
import { SECURITY_HEADERS, abortOnClose, sendError, sendJson } from "./send.ts";

type Handler = (request: IncomingMessage, response: ServerResponse, withConsole: boolean) => Promise<void>;

/** Answers every request of any kind; never rejects. */
export function createRequestHandler(parts: HandlerParts): Handler {
  const { context, operations, budget, takeMs } = parts;

  return async function handle(request, response, withConsole) {
    const requestId = context.newId();
    response.setHeader("x-amzn-requestid", requestId);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    try {
      const target = parseTarget(request.url);
      const refusal = requestRefusal(request.headers, target, parts.allowedHosts);
      if (refusal !== undefined) throw new ApiError("AccessDeniedException", refusal);
      const operation = operations.get(target.path);
      if (operation) {
        const isImport = target.query.has(IMPORT_FLAG);
        await answerOperation(request, response, operation, { isDaemonPort: !withConsole, isImport });
      } else if (target.path.replace(/\/$/, "") === OTLP_TRACES_PATH)
        await answerOtlpTraces(request, response, parts);
      else if (withConsole && request.method !== "POST") {
        await answerConsole(request, response, target, parts);
      } else throw unknownOperation(target.path, withConsole);
    } catch (error) {
      if (response.destroyed) return;
      if (!toApiError(error)) parts.logError(`Request ${requestId} failed`, error);
      await sendError(request, response, error);
    } finally {
      budget.release(request);
      // Until the client has read the answer; the timer starts anew for the next request on the connection.
      if (!response.writableFinished) response.setTimeout(takeMs);
    }
  };

  async function answerOperation(
    request: IncomingMessage,
    response: ServerResponse,
    operation: Operation,
    { isDaemonPort, isImport }: { isDaemonPort: boolean; isImport: boolean },
  ): Promise<void> {
    if (request.method !== "POST") {
      response.setHeader("allow", "POST");
      throw new ApiError("MethodNotAllowedException", `${operation.name} is called with POST.`);
    }
    const signal = abortOnClose(response);
    const body = await readJsonBody(request, budget);
    const hold = (bytes: number): void => {
      if (!budget.hold(request, bytes)) throw tooManyLargeRequests();
    };
    // A daemon that passes requests on says for whom, in this header (Go's ReverseProxy).
    const isFromSdk = isDaemonPort || request.headers["x-forwarded-for"] !== undefined;
    await sendJson(
      request,
      response,
      await operation.invoke(body, { ...context, signal, hold, isFromSdk, isImport }),
    );
  }
}

function unknownOperation(path: string, withConsole: boolean): ApiError {
  const signal = /^\/v1\/(metrics|logs)\/?$/.exec(path)?.[1];
  if (signal !== undefined) {
    const remedy = `Set OTEL_${signal.toUpperCase()}_EXPORTER=none.`;
    return new ApiError("UnknownOperationException", `Only traces are taken here, no ${signal}. ${remedy}`);
  }
  const hint = withConsole ? "" : " The console is on the other port.";
  return new ApiError("UnknownOperationException", `No operation has the path ${path.slice(0, 100)}.${hint}`);
}
