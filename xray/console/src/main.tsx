import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { LiveProvider } from "./api/live.tsx";
import { createStream } from "./api/stream.ts";
import { AppRoutes } from "./routes.tsx";
import "./styles/base.css";
import "./ui/controls.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element with the id root");

// What is on screen stays while the server is away; the stream tells when it is back.
const queries = new QueryClient({
  defaultOptions: { queries: { refetchOnWindowFocus: false, retry: 1, staleTime: 5_000 } },
});

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LiveProvider stream={createStream()}>
        <BrowserRouter>
          <AppRoutes />
        </BrowserRouter>
      </LiveProvider>
    </QueryClientProvider>
  </StrictMode>,
);
