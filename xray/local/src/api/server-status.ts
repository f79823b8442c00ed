import type { ServerStatus } from "../console-wire/server-status.ts";
import type { ApiContext } from "./context.ts";

export interface StatusSources {
  context: Pick<ApiContext, "store" | "sampling" | "daemons" | "nowMs">;
  version: string;
  startedAtMs: number;
  listeners: ServerStatus["listeners"];
  reach: ServerStatus["reach"];
  /** Of the UDP socket, bytes. */
  receiveBufferBytes: number;
  kernelDrops(): number | undefined;
  /** Undefined when nothing is forwarded. */
  forwarding?(): ServerStatus["forwarding"];
}

/** Gathers everything that the console's Health view shows. */
export function toServerStatus(sources: StatusSources): ServerStatus {
  const { context, version, startedAtMs, listeners, reach, receiveBufferBytes } = sources;
  const kernelDrops = sources.kernelDrops();
  const lastQuestionAtMs = context.sampling.lastQuestionAtMs();
  const forwarding = sources.forwarding?.();
  return {
    version,
    nowMs: context.nowMs(),
    startedAtMs,
    listeners,
    reach,
    arrivals: {
      ...context.store.arrivals(),
      receiveBufferBytes,
      ...(kernelDrops === undefined ? {} : { kernelDrops }),
    },
    rejections: context.store.rejections(),
    drops: context.store.drops(),
    store: context.store.status(),
    clients: [...context.sampling.clients(), ...context.daemons.clients()],
    defaultRule: context.sampling.defaultRule(),
    ...(lastQuestionAtMs === undefined ? {} : { lastQuestionAtMs }),
    ...(forwarding === undefined ? {} : { forwarding }),
  };
}
