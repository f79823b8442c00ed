import { useEffect, useReducer } from "react";
import type { ComponentType } from "react";

/**
 * A page whose code comes when it is first opened. React's own `lazy` with Suspense does the same, but shows what has come no
 * sooner than 300 ms after a fallback, even an empty one: a third of the time in which a trace should be on screen.
 */
export function lazyPage(load: () => Promise<ComponentType>): ComponentType {
  let outcome: { Page: ComponentType } | { error: unknown } | undefined;
  let loading: Promise<void> | undefined;
  const start = () => {
    loading ??= load().then(
      (Page) => {
        outcome = { Page };
      },
      (error: unknown) => {
        outcome = { error };
      },
    );
    return loading;
  };
  return function LazyPage() {
    const [, redraw] = useReducer((count: number) => count + 1, 0);
    useEffect(() => {
      if (outcome) return undefined;
      let isShown = true;
      void start().then(() => isShown && redraw());
      return () => {
        isShown = false;
      };
    }, []);
    if (outcome === undefined) return null;
    if ("error" in outcome) throw outcome.error;
    return <outcome.Page />;
  };
}
