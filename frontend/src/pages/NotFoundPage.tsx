import { Gone } from "../frame/Gone.tsx";
import { PageColumn } from "../ui/Layout.tsx";

/** Shown for unknown URLs. */
export function NotFoundPage() {
  return (
    <PageColumn title="Not found">
      <Gone />
    </PageColumn>
  );
}
