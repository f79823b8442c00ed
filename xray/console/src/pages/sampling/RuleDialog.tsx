import type { SamplingRule } from "xray-local/protocol/api-types.ts";
import type { RuleWindows } from "../../sampling/windows.ts";
import { Dialog } from "../../ui/overlays/Dialog.tsx";
import { RuleForm } from "./RuleForm.tsx";

/** The values that AWS's console suggests for a new rule. */
const NEW_RULE: SamplingRule = {
  RuleName: "",
  RuleARN: "",
  ResourceARN: "*",
  Priority: 100,
  FixedRate: 0.05,
  ReservoirSize: 1,
  ServiceName: "*",
  ServiceType: "*",
  Host: "*",
  HTTPMethod: "*",
  URLPath: "*",
  Version: 1,
  Attributes: {},
};

export function RuleDialog({
  edited,
  rules,
  windowsOf,
  onDelete,
  onClose,
}: {
  edited: SamplingRule | "new" | undefined;
  rules: readonly SamplingRule[];
  windowsOf: (name: string) => RuleWindows;
  onDelete: (rule: SamplingRule) => void;
  onClose: () => void;
}) {
  return (
    <Dialog open={edited !== undefined} onClose={onClose} label="Sampling rule" form="sheet-right">
      {edited === undefined ? null : (
        <RuleForm
          rule={edited === "new" ? NEW_RULE : edited}
          isNew={edited === "new"}
          rules={rules}
          windows={edited === "new" ? undefined : windowsOf(edited.RuleName)}
          onDelete={onDelete}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
