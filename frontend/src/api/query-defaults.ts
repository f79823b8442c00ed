import type { DefaultOptions } from "@tanstack/react-query";

/** Nothing is asked for that nobody asked for, and a failure is shown and not repeated in silence: each request is a trace. */
export const QUERY_DEFAULTS: DefaultOptions = {
  queries: {
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: Infinity,
    // A browser that believes to be offline may still reach this machine.
    networkMode: "always",
  },
};
