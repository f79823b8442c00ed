import type { RouteObject } from "react-router";
import { Frame } from "./frame/Frame.tsx";
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

/** Every page and its address. `:at` is a handle with its @, since a parameter is always a whole part of a path. */
export const routes: RouteObject[] = [
  {
    element: <Frame />,
    // Until the code of a page that is loaded by itself is there.
    hydrateFallbackElement: <></>,
    children: [
      {
        errorElement: <BrokenPage />,
        children: [
          { path: "/", element: <HomePage /> },
          { path: "/notifications", element: <NotificationsPage /> },
          { path: "/messages", element: <MessagesPage /> },
          { path: "/messages/:at", element: <ConversationPage /> },
          { path: "/search", element: <SearchPage /> },
          { path: "/about", element: <AboutPage /> },
          {
            path: "/lessons/:name",
            lazy: async () => ({ Component: (await import("./pages/LessonPage.tsx")).LessonPage }),
          },
          { path: "/:at", element: <ProfilePage /> },
          { path: "/:at/status/:uuid", element: <CrudPage /> },
          { path: "*", element: <NotFoundPage /> },
        ],
      },
    ],
  },
];
