import { Outlet } from "react-router";
import { Layout } from "../ui/Layout.tsx";
import { FrameDialogs } from "./FrameDialogs.tsx";
import { IdentityMenu } from "./IdentityMenu.tsx";
import { MainNav } from "./MainNav.tsx";
import { ScrollUp } from "./ScrollUp.tsx";

/** What surrounds every page. */
export function Frame() {
  return (
    <FrameDialogs>
      <ScrollUp />
      <Layout nav={<MainNav />} identity={<IdentityMenu />}>
        <Outlet />
      </Layout>
    </FrameDialogs>
  );
}
