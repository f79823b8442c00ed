// Every alphabet of the font, because people write what they like; a browser fetches those that it needs.
import "@fontsource-variable/ibm-plex-sans/wght.css";
// Before the styles of components, so that theirs win.
import "./styles/base.css";
import "./ui/controls.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter, RouterProvider } from "react-router";
import { QUERY_DEFAULTS } from "./api/query-defaults.ts";
import { routes } from "./routes.tsx";
import { tracer, watchPage } from "./tracing/browser-tracer.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element with the id root");

watchPage();
const router = createBrowserRouter(routes);
let lastKey = router.state.location.key;
// Registered before the pages render, so that their requests belong to the new trace.
router.subscribe(({ location: { key, hash } }) => {
  if (key !== lastKey && hash === "") tracer.begin("route_change");
  lastKey = key;
});

createRoot(root, { onCaughtError: (error) => tracer.recordUncaught(error) }).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient({ defaultOptions: QUERY_DEFAULTS })}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
