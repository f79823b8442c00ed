import { useEffect, useState } from "react";
import type { ComponentType } from "react";
import { PageCodeError } from "./api/api-error.ts";

/**
 * A page whose code is loaded when it is first opened. React's own `lazy` with Suspense would show the page no sooner
 * than 300 ms after a fallback, even an empty one: a third of the time in which a trace should be on screen. Code that
 * does not load is thrown as `PageCodeError`; a page that is mounted again requests it again.
 */
export function lazyPage(load: () => Promise<ComponentType>): ComponentType {
  let Page: ComponentType | undefined;
  let loading: Promise<void> | undefined;
  const start = () => {
    loading ??= load().then(
      (loaded) => {
        Page = loaded;
      },
      (error: unknown) => {
        loading = undefined;
        throw new PageCodeError({ cause: error });
      },
    );
    return loading;
  };
  return function LazyPage() {
    const [outcome, setOutcome] = useState<"loaded" | PageCodeError>();
    useEffect(() => {
      if (Page !== undefined) return undefined;
      let isShown = true;
      start().then(
        () => isShown && setOutcome("loaded"),
        (error: PageCodeError) => isShown && setOutcome(error),
      );
      return () => {
        isShown = false;
      };
    }, []);
    if (outcome instanceof PageCodeError) throw outcome;
    return Page === undefined ? null : <Page />;
  };
}
