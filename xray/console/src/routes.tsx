import { Navigate, Route, Routes, useLocation } from "react-router";
import { Frame } from "./frame/Frame.tsx";
import { lazyPage } from "./lazy-page.tsx";
import { redirectOfAwsHash } from "./links.ts";
import { NotFoundPage } from "./pages/NotFoundPage.tsx";
import { TracesPage } from "./pages/TracesPage.tsx";

// The list is the first route; the others come when they are opened.
const TracePage = lazyPage(async () => (await import("./pages/TracePage.tsx")).TracePage);
const MapPage = lazyPage(async () => (await import("./pages/MapPage.tsx")).MapPage);

const ComparePage = lazyPage(async () => (await import("./pages/ComparePage.tsx")).ComparePage);
const SamplingPage = lazyPage(async () => (await import("./pages/SamplingPage.tsx")).SamplingPage);
const HealthPage = lazyPage(async () => (await import("./pages/HealthPage.tsx")).HealthPage);
const GroupsPage = lazyPage(async () => (await import("./pages/GroupsPage.tsx")).GroupsPage);

export function AppRoutes() {
  return (
    <Routes>
      <Route element={<Frame />}>
        <Route index element={<Home />} />
        <Route path="traces" element={<TracesPage />} />
        <Route path="traces/:traceId" element={<TracePage />} />
        <Route path="compare/:a/:b" element={<ComparePage />} />
        <Route path="map" element={<MapPage />} />
        <Route path="sampling" element={<SamplingPage />} />
        <Route path="groups" element={<GroupsPage />} />
        <Route path="health" element={<HealthPage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}

/** The list, or where a deep link of AWS's console leads. */
function Home() {
  const { hash, search } = useLocation();
  return <Navigate to={redirectOfAwsHash(hash) ?? `/traces${search}`} replace />;
}
