import type { RouteObject } from "react-router";
import { Frame } from "./frame/Frame.tsx";
import { BrokenPage } from "./pages/BrokenPage.tsx";
import { HomePage } from "./pages/HomePage.tsx";
import { NotFoundPage } from "./pages/NotFoundPage.tsx";

/** Every page and its address. */
export const routes: RouteObject[] = [
  {
    element: <Frame />,
    children: [
      {
        errorElement: <BrokenPage />,
        children: [
          { path: "/", element: <HomePage /> },
          { path: "*", element: <NotFoundPage /> },
        ],
      },
    ],
  },
];
