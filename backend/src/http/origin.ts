import type { RequestHandler } from "express";
import { HttpError } from "./errors.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether `origin` is the front end's. `localhost` and the loopback addresses are the same machine. */
export function isFrontend(origin: string | undefined, frontendOrigin: string): boolean {
  if (origin === frontendOrigin) return true;
  const [own, other] = [URL.parse(frontendOrigin), URL.parse(origin ?? "")];
  if (!own || !other || other.origin !== origin) return false;
  const isSameDoor = own.protocol === other.protocol && own.port === other.port;
  return isSameDoor && LOOPBACK.has(own.hostname) && LOOPBACK.has(other.hostname);
}

/**
 * Refuses requests that change something and come from pages of other origins, because browsers send the identity
 * cookie with any page's forms and images. Programs send no Origin, and pass.
 */
export function refuseOtherOrigins(frontendOrigin: string): RequestHandler {
  return (request, _response, next) => {
    const { origin } = request.headers;
    const changesNothing = request.method === "GET" || request.method === "HEAD";
    if (changesNothing || origin === undefined || isFrontend(origin, frontendOrigin)) return next();
    throw new HttpError(403, "origin_not_allowed", "Pages of another origin may not change anything here");
  };
}
