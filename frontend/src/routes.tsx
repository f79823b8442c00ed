import type { RouteObject } from "react-router";
import { Frame } from "./frame/Frame.tsx";
import { pagePaths } from "./page-paths.ts";
import type { PageName } from "./page-paths.ts";
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

const pages: Readonly<Record<PageName, RouteObject>> = {
  home: { path: pagePaths.home, element: <HomePage /> },
  notifications: { path: pagePaths.notifications, element: <NotificationsPage /> },
  messages: { path: pagePaths.messages, element: <MessagesPage /> },
  conversation: { path: pagePaths.conversation, element: <ConversationPage /> },
  search: { path: pagePaths.search, element: <SearchPage /> },
  about: { path: pagePaths.about, element: <AboutPage /> },
  lesson: {
    path: pagePaths.lesson,
    lazy: async () => ({ Component: (await import("./pages/LessonPage.tsx")).LessonPage }),
  },
  profile: { path: pagePaths.profile, element: <ProfilePage /> },
  crud: { path: pagePaths.crud, element: <CrudPage /> },
};

/** Every page at its path. */
export const routes: RouteObject[] = [
  {
    element: <Frame />,
    // Shown until the code of a page that is loaded separately is there.
    hydrateFallbackElement: <></>,
    children: [
      {
        errorElement: <BrokenPage />,
        children: [...Object.values(pages), { path: "*", element: <NotFoundPage /> }],
      },
    ],
  },
];
