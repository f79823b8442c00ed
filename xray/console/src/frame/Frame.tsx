import { useState } from "react";
import { Outlet, useLocation, useNavigate } from "react-router";
import { describeError } from "../api/api-error.ts";
import { useLive } from "../api/live.tsx";
import { useGroups } from "../api/use-groups.ts";
import { viewPath } from "../links.ts";
import { UndoProvider } from "../ui/undo.tsx";
import { OutcomePatterns } from "../ui/OutcomePatterns.tsx";
import { useKeys } from "../ui/use-keys.ts";
import { useChangeScope } from "../use-address.ts";
import { useScope } from "../use-scope.ts";
import { VIEWS } from "../views.ts";
import { groupChoices } from "./group-keys.ts";
import { ClockNotice } from "./ClockNotice.tsx";
import { OfflineNotice } from "./OfflineNotice.tsx";
import { PageBoundary } from "./PageBoundary.tsx";
import { Palette } from "./Palette.tsx";
import { ShortcutSheet } from "./ShortcutSheet.tsx";
import { TopBar } from "./TopBar.tsx";
import { useKeySequence } from "./use-key-sequence.ts";

/** What surrounds every view: top bar, palette, list of shortcuts, and the keys that work anywhere. */
export function Frame() {
  const scope = useScope();
  const navigate = useNavigate();
  const changeScope = useChangeScope();
  const { pathname } = useLocation();
  const { paused, setPaused } = useLive();
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [sheetOpen, setSheetOpen] = useState(false);
  useKeys({
    "Ctrl+k": () => setPaletteOpen((open) => !open),
    "?": () => setSheetOpen(true),
    " ": (event) => {
      if (event.target instanceof Element && event.target.closest("button, summary") !== null) {
        return false;
      }
      setPaused(!paused);
      return undefined;
    },
  });
  const views = VIEWS.map(({ id, key }) => [key, () => void navigate(viewPath(id, scope))] as const);
  const groups = groupChoices(useGroups()).flatMap(({ value, key }) =>
    key === undefined ? [] : [[key, () => changeScope({ group: value })] as const],
  );
  useKeySequence("g", Object.fromEntries([...views, ...groups]));
  return (
    <>
      <OutcomePatterns />
      <TopBar onPalette={() => setPaletteOpen(true)} />
      <UndoProvider describe={titleOf}>
        <PageBoundary place={pathname}>
          <Outlet />
        </PageBoundary>
      </UndoProvider>
      <OfflineNotice />
      <ClockNotice />
      <Palette
        open={paletteOpen}
        onClose={() => setPaletteOpen(false)}
        onShortcuts={() => setSheetOpen(true)}
      />
      <ShortcutSheet open={sheetOpen} onClose={() => setSheetOpen(false)} />
    </>
  );
}

function titleOf(error: unknown): string {
  return describeError(error).title;
}
