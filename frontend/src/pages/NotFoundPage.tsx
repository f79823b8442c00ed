import { Gone } from "../frame/Gone.tsx";
import { PageColumn } from "../ui/Layout.tsx";

/** For every address that leads nowhere. */
export function NotFoundPage() {
  return (
    <PageColumn title="Not found">
      <Gone />
    </PageColumn>
  );
}
