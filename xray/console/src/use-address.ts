import { useCallback } from "react";
import { NavigationType, useLocation, useNavigate, useNavigationType, useSearchParams } from "react-router";
import { withValues } from "./address-values.ts";
import type { Values } from "./address-values.ts";

export interface Address {
  /** The query with which the page is drawn. */
  query: URLSearchParams;
  /**
   * Changes some values; an empty or undefined one is removed. Makes an entry in the history unless `replace` is set.
   * Does nothing once another page is open. Stays the same function as long as the page is open.
   */
  change: (values: Values, options?: { replace?: boolean }) => void;
  /** Set after Back or Forward led here, to another value each time. */
  backKey: string;
}

/**
 * The query of the page's URL. The router may draw a new URL half a second later. So changes start from the URL that
 * the browser already shows; else one change would undo the one before.
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

/**
 * Changes the range or the group, which every page has, in the URL that the browser shows, even if it is not drawn yet.
 */
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
