import { useCallback } from "react";
import { NavigationType, useLocation, useNavigate, useNavigationType, useSearchParams } from "react-router";
import { withValues } from "./links.ts";
import type { Values } from "./links.ts";

export interface Address {
  /** As the page is drawn with it. */
  query: URLSearchParams;
  /**
   * Changes some values, an empty or undefined one goes; unless it replaces, the one before stays in the history. Once
   * another page was opened it does nothing. The function stays the same as long as the page does.
   */
  change: (values: Values, options?: { replace?: boolean }) => void;
  /** Not empty where Back or Forward led here, each time another. */
  backKey: string;
}

/**
 * The query of a page's address. The router draws a new address when it finds time, which may be half a second later; so what
 * is changed is the address that the browser shows already, else one change would take back the one before it.
 */
export function useAddress(): Address {
  const [query] = useSearchParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const change = useCallback(
    (values: Values, { replace = false }: { replace?: boolean } = {}) => {
      if (globalThis.location.pathname !== pathname) return;
      void navigate({ search: withValues(shownQuery(), values) }, { replace });
    },
    [navigate, pathname],
  );
  return { query, change, backKey: useBackKey() };
}

/** Changes range or group, which every page has: of the page that the browser shows, even if it is not drawn yet. */
export function useChangeScope(): (values: Values) => void {
  const navigate = useNavigate();
  return useCallback(
    (values) => {
      const { pathname } = globalThis.location;
      void navigate({ pathname, search: withValues(shownQuery(), values) });
    },
    [navigate],
  );
}

function shownQuery(): URLSearchParams {
  return new URLSearchParams(globalThis.location.search);
}

function useBackKey(): string {
  const { key } = useLocation();
  return useNavigationType() === NavigationType.Pop ? key : "";
}
