import express, { Router } from "express";
import type { RequestHandler } from "express";
import type { z } from "zod";
import { HttpError, ValidationError } from "../http/errors.ts";
import type { Identify } from "../http/identity.ts";
import { isFrontend } from "../http/origin.ts";
import { createRateLimiter, limitRate } from "../http/rate-limit.ts";
import type { RateLimiter } from "../http/rate-limit.ts";
import { MAX_DOCUMENT_BYTES } from "../daemon/udp-sender.ts";
import type { Tracing } from "../tracing/tracing.ts";
import { createSegmentsSchema } from "./schema.ts";
import type { BrowserSegment } from "./schema.ts";

export interface BrowserSegmentDependencies {
  tracing: Pick<Tracing, "sendDocument">;
  identify: Identify;
  /** The only origin that may report: scheme, host, port. */
  frontendOrigin: string;
}

/**
 * A page reports twice for each thing that is done on it. Behind a front end that proxies, all readers are one client.
 */
const PER_CLIENT = { perSec: 20, burst: 50 };
const IN_ALL = { perSec: 100, burst: 200 };
const MAX_BODY = "64kb";
const TYPES = ["application/json", "text/plain"];
const MAX_AGENT_LENGTH = 500;

/**
 * `/api/xray/segments`: accepts what the page tells of its part of a trace, and sends it to the daemon, because the
 * page has no AWS credential. Anybody can write anything here, so the document is made anew from known members, and
 * says about the page only what a page may say.
 */
export function createBrowserSegmentRoutes(dependencies: BrowserSegmentDependencies): Router {
  const { tracing, identify, frontendOrigin } = dependencies;
  const schema = createSegmentsSchema({
    nowSec: () => Date.now() / 1_000,
    isFrontendUrl: (url) => isFrontend(URL.parse(url)?.origin, frontendOrigin),
  });
  const router = Router();
  router.post(
    "/xray/segments",
    requireOrigin(frontendOrigin),
    // Before the limit for all, so that one client that floods does not use up the others' share.
    limitRate(createRateLimiter(PER_CLIENT)),
    limitAll(createRateLimiter(IN_ALL)),
    requireType,
    express.text({ type: TYPES, limit: MAX_BODY }),
    (request, response) => {
      const { segments } = parseSegments(schema, request.body);
      const agent = request.headers["user-agent"]?.slice(0, MAX_AGENT_LENGTH);
      const documents = segments.map((segment) => toDocument(segment, identify(request).handle, agent));
      for (const document of documents) tracing.sendDocument(document);
      response.status(204).end();
    },
  );
  return router;
}

function requireOrigin(frontendOrigin: string): RequestHandler {
  return (request, _response, next) => {
    if (isFrontend(request.headers.origin, frontendOrigin)) return next();
    throw new HttpError(403, "origin_not_allowed", "Only the front end's pages report here");
  };
}

function limitAll(limiter: RateLimiter): RequestHandler {
  return (_request, response, next) => {
    if (limiter.take("") === 0) return next();
    response.setHeader("Retry-After", "1");
    throw new HttpError(429, "too_many_requests", "Too many reports: wait a moment");
  };
}

const requireType: RequestHandler = (request, _response, next) => {
  if (request.is(TYPES)) return next();
  throw new HttpError(415, "unsupported_media_type", `Send one of ${TYPES.join(", ")}`);
};

function parseSegments(schema: ReturnType<typeof createSegmentsSchema>, body: unknown) {
  const result = schema.safeParse(parseJson(body));
  if (result.success) return result.data;
  throw new ValidationError([...new Set(result.error.issues.map(toCode))]);
}

function parseJson(body: unknown): unknown {
  try {
    return JSON.parse(typeof body === "string" ? body : "");
  } catch {
    throw new HttpError(400, "entity_parse_failed", "The body is no JSON");
  }
}

/** The code names the wrong member of the segment, and nothing that was sent. */
function toCode({ code, path }: z.core.$ZodIssue): string {
  if (code === "unrecognized_keys") return "segment_member_unknown";
  const member = path.slice(2).find((step) => typeof step === "string");
  return member === undefined ? "segments_invalid" : `segment_${member}_invalid`;
}

/** `handle`, `agent`: who sent it by the request itself, whatever the segment says. */
function toDocument(segment: BrowserSegment, handle: string, agent: string | undefined): string {
  const { user: _user, ...rest } = segment;
  const request = { ...segment.http.request, ...(agent === undefined ? {} : { user_agent: agent }) };
  const document = JSON.stringify({ ...rest, ...(handle ? { user: handle } : {}), http: { request } });
  if (Buffer.byteLength(document) <= MAX_DOCUMENT_BYTES) return document;
  throw new HttpError(413, "entity_too_large", "A segment has at most 64 KB");
}
