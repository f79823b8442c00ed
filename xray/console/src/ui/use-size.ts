import { useCallback, useState } from "react";

export interface Size {
  width: number;
  height: number;
}

/** The current size of an element's content box. Undefined until it was measured. */
export function useSize(): [(element: Element | null) => (() => void) | undefined, Size | undefined] {
  const [size, setSize] = useState<Size>();
  const ref = useCallback((element: Element | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setSize((before) => (before?.width === width && before.height === height ? before : { width, height }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
