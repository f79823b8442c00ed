import type { RouteObject } from "react-router";
import { Frame } from "./frame/Frame.tsx";
import { type PageName, pagePaths } from "./page-paths.ts";
import { AboutPage } from "./pages/AboutPage.tsx";
import { BrokenPage } from "./pages/BrokenPage.tsx";
import { ConversationPage } from "./pages/ConversationPage.tsx";
import { CrudPage } from "./pages/CrudPage.tsx";
import { HomePage } from "./pages/HomePage.tsx";
import { MessagesPage } from "./pages/MessagesPage.tsx";
import { NotFoundPage } from "./pages/NotFoundPage.tsx";
import { NotificationsPage } from "./pages/NotificationsPage.tsx";
import { ProfilePage } from "./pages/ProfilePage.tsx";
import { SearchPage } from "./pages/SearchPage.tsx";

const pages: Readonly<Record<PageName, Pick<RouteObject, "element" | "lazy">>> = {
  home: { element: <HomePage /> },
  notifications: { element: <NotificationsPage /> },
  messages: { element: <MessagesPage /> },
  conversation: { element: <ConversationPage /> },
  search: { element: <SearchPage /> },
  about: { element: <AboutPage /> },
  lesson: { lazy: async () => ({ Component: (await import("./pages/LessonPage.tsx")).LessonPage }) },
  profile: { element: <ProfilePage /> },
  crud: { element: <CrudPage /> },
};

/** Every page at its path. */
export const routes: RouteObject[] = [
  {
    element: <Frame />,
    // Until the code of a page that is loaded by itself is there.
    hydrateFallbackElement: <></>,
    children: [
      {
        errorElement: <BrokenPage />,
        children: [
          ...Object.entries(pages).map(([name, page]) => ({ path: pagePaths[name as PageName], ...page })),
          { path: "*", element: <NotFoundPage /> },
        ],
      },
    ],
  },
];
