import { nameOfRow } from "./service-rows.ts";
import type { ServiceRow } from "./service-rows.ts";

/** Services whose name has the text, with all endpoints, and of others the endpoints that have it. */
export function findRows(services: readonly ServiceRow[], text: string): readonly ServiceRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return services;
  return services.flatMap((service) => {
    if (service.service.toLowerCase().includes(wanted)) return [service];
    const endpoints = service.endpoints.filter((row) => nameOfRow(row).toLowerCase().includes(wanted));
    return endpoints.length === 0 ? [] : [{ ...service, endpoints }];
  });
}
