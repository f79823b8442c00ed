import type { ServiceSubject } from "../service-link.ts";

/** What a target is kept under; no name has a line break in it. */
export function targetKey({ service, type = "", endpoint }: ServiceSubject): string {
  return [service, type, endpoint].join("\n");
}

/** The inverse of `targetKey`. */
export function subjectOfTarget(key: string): ServiceSubject {
  const [service = "", type = "", endpoint = ""] = key.split("\n");
  return { service, type: type === "" ? undefined : type, endpoint };
}
