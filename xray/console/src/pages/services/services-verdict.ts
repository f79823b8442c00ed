import { formatCount, formatCounted } from "../../lib/format.ts";
import { capitalize, countWord } from "../../lib/count-words.ts";
import type { Cause } from "./find-causes.ts";
import type { ServiceFigures } from "./service-rows.ts";

/** Did anything get worse, in a sentence: `Three endpoints got slower, one started to fail.` */
export function servicesVerdict(figures: ServiceFigures, causes: readonly Cause[]): string {
  const slower = causes.filter(({ change }) => change.kind === "slower").length;
  const failing = causes.length - slower;
  if (causes.length === 0) {
    const requests = figures.services.reduce((sum, { figures: { count } }) => sum + count, 0);
    const services = formatCounted(figures.services.length, "service");
    return `Nothing got worse. ${services} answered ${formatCounted(requests, "request")}.`;
  }
  if (slower === 0) return `${capitalize(endpoints(failing))} started to fail.`;
  const first = `${capitalize(endpoints(slower))} got slower`;
  return failing === 0 ? `${first}.` : `${first}, ${countWord(failing)} started to fail.`;
}

/** `12 services, 46 endpoints`. */
export function servicesExtent({ services, others }: ServiceFigures): string {
  const count = services.reduce((sum, service) => sum + service.endpoints.length, others);
  return `${formatCounted(services.length, "service")}, ${formatCount(count)} ${count === 1 ? "endpoint" : "endpoints"}`;
}

function endpoints(count: number): string {
  return `${countWord(count)} ${count === 1 ? "endpoint" : "endpoints"}`;
}
