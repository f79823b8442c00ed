import type { RequestHandler } from "express";
import { HttpError } from "./errors.ts";

export interface RateLimit {
  /** Requests per second that one client may send all the time. */
  perSec: number;
  /** Requests at once after a pause. */
  burst: number;
}

export interface RateLimiter {
  /** Counts a request of `client`. Returns 0 when it is allowed, else the seconds until the next one is. */
  take(client: string): number;
}

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** The most addresses that are remembered. The oldest is forgotten first, which at worst gives it a full bucket. */
const MAX_CLIENTS = 1_000;

/** A bucket of tokens for each client. `nowMs`: a clock that never goes back. */
export function createRateLimiter(
  { perSec, burst }: RateLimit,
  nowMs: () => number = () => performance.now(),
): RateLimiter {
  const buckets = new Map<string, Bucket>();
  return {
    take(client) {
      const now = nowMs();
      const bucket = buckets.get(client) ?? { tokens: burst, filledAtMs: now };
      buckets.delete(client);
      buckets.set(client, bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > MAX_CLIENTS && oldest !== undefined) buckets.delete(oldest);
      bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.filledAtMs) / 1_000) * perSec);
      bucket.filledAtMs = now;
      if (bucket.tokens < 1) return (1 - bucket.tokens) / perSec;
      bucket.tokens -= 1;
      return 0;
    },
  };
}

/** Answers 429 with `Retry-After` to a client that asks too often. The client is the address of the connection. */
export function limitRate(limiter: RateLimiter): RequestHandler {
  return (request, response, next) => {
    const waitSec = limiter.take(request.socket.remoteAddress ?? "");
    if (waitSec === 0) return next();
    response.setHeader("Retry-After", String(Math.ceil(waitSec)));
    throw new HttpError(429, "too_many_requests", "Too many requests: wait a moment");
  };
}
