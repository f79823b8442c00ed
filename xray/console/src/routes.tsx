import type { ComponentType } from "react";
import { Navigate, Route, Routes, useLocation } from "react-router";
import { Frame } from "./frame/Frame.tsx";
import { lazyPage } from "./lazy-page.tsx";
import { redirectOfAwsHash } from "./links.ts";
import { NotFoundPage } from "./pages/NotFoundPage.tsx";
import { TracesPage } from "./pages/TracesPage.tsx";
import { PAGE_IDS, PAGES } from "./views.ts";
import type { PageId } from "./views.ts";

// The list is loaded first; the others when they are opened.
const COMPONENTS: Readonly<Record<PageId, ComponentType>> = {
  services: lazyPage(async () => (await import("./pages/ServicesPage.tsx")).ServicesPage),
  service: lazyPage(async () => (await import("./pages/ServicePage.tsx")).ServicePage),
  traces: TracesPage,
  trace: lazyPage(async () => (await import("./pages/TracePage.tsx")).TracePage),
  compare: lazyPage(async () => (await import("./pages/ComparePage.tsx")).ComparePage),
  sets: lazyPage(async () => (await import("./pages/SetsPage.tsx")).SetsPage),
  map: lazyPage(async () => (await import("./pages/MapPage.tsx")).MapPage),
  errors: lazyPage(async () => (await import("./pages/ErrorsPage.tsx")).ErrorsPage),
  insights: lazyPage(async () => (await import("./pages/InsightsPage.tsx")).InsightsPage),
  calls: lazyPage(async () => (await import("./pages/CallsPage.tsx")).CallsPage),
  callsOfKind: lazyPage(async () => (await import("./pages/CallsPage.tsx")).CallsPage),
  sampling: lazyPage(async () => (await import("./pages/SamplingPage.tsx")).SamplingPage),
  groups: lazyPage(async () => (await import("./pages/GroupsPage.tsx")).GroupsPage),
  health: lazyPage(async () => (await import("./pages/HealthPage.tsx")).HealthPage),
};

export function AppRoutes() {
  return (
    <Routes>
      <Route element={<Frame />}>
        <Route index element={<Home />} />
        {PAGE_IDS.map((id) => {
          const Component = COMPONENTS[id];
          return <Route key={id} path={PAGES[id].pattern} element={<Component />} />;
        })}
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}

/** The list, or the view that a deep link of AWS's console means. */
function Home() {
  const { hash, search } = useLocation();
  return <Navigate to={redirectOfAwsHash(hash) ?? `${PAGES.traces.pattern}${search}`} replace />;
}
