import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect } from "react";
import { BrowserRouter } from "react-router";
import { LiveProvider } from "./api/live.tsx";
import type { Stream } from "./api/stream.ts";
import { AppRoutes } from "./routes.tsx";
import { briefs } from "./traces/briefs.ts";

/** Queries keep what they have while the server is away; the stream tells when it is back. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { refetchOnWindowFocus: false, retry: 1, staleTime: 5_000 } },
  });
}

/** The whole console at the address of the window. */
export function App({ queries, stream }: { queries: QueryClient; stream: Stream }) {
  useEffect(
    () =>
      stream.onResume(() => {
        briefs.forget();
        void queries.invalidateQueries();
      }),
    [queries, stream],
  );
  return (
    <QueryClientProvider client={queries}>
      <LiveProvider stream={stream}>
        <BrowserRouter>
          <AppRoutes />
        </BrowserRouter>
      </LiveProvider>
    </QueryClientProvider>
  );
}
