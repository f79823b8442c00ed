import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SamplingRule } from "xray-local/protocol/api-types.ts";
import { describeError } from "../../api/api-error.ts";
import { RULES_KEY } from "../../api/use-sampling.ts";
import { callXray } from "../../api/xray-client.ts";
import { formatRuleAttributes, parseRuleAttributes } from "../../sampling/rule-attributes.ts";
import { ruleProblem } from "../../sampling/rule-words.ts";
import { Dialog } from "../../ui/Dialog.tsx";

/** A rule as AWS's console suggests a new one. */
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

const PATTERNS = [
  ["ServiceName", "Service"],
  ["ServiceType", "Service type"],
  ["Host", "Host"],
  ["HTTPMethod", "Method"],
  ["URLPath", "URL path"],
  ["ResourceARN", "Resource ARN"],
] as const;

export function RuleDialog({
  edited,
  rules,
  onClose,
}: {
  edited: SamplingRule | "new" | undefined;
  rules: readonly SamplingRule[];
  onClose: () => void;
}) {
  return (
    <Dialog open={edited !== undefined} onClose={onClose} label="Sampling rule" form="sheet-right">
      {edited === undefined ? null : (
        <RuleForm
          rule={edited === "new" ? NEW_RULE : edited}
          isNew={edited === "new"}
          rules={rules}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

function RuleForm({
  rule,
  isNew,
  rules,
  onClose,
}: {
  rule: SamplingRule;
  isNew: boolean;
  rules: readonly SamplingRule[];
  onClose: () => void;
}) {
  const [draft, setDraft] = useState(rule);
  const [attributesText, setAttributesText] = useState(() => formatRuleAttributes(rule.Attributes));
  const queries = useQueryClient();
  const isDefault = rule.RuleName === "Default";
  const done = async () => {
    onClose();
    await queries.invalidateQueries({ queryKey: RULES_KEY });
  };
  const save = useMutation({ mutationFn: () => saveRule(draft, isNew), onSuccess: done });
  const remove = useMutation({
    mutationFn: () => callXray("/DeleteSamplingRule", { RuleName: rule.RuleName }),
    onSuccess: done,
  });
  const problem =
    ruleProblem(draft, isNew ? rules.map((other) => other.RuleName) : []) ??
    parseRuleAttributes(attributesText).problem;
  const failed = save.error ?? remove.error;
  const number = (key: "Priority" | "ReservoirSize", label: string, unit: string) => (
    <NumberField
      label={label}
      unit={unit}
      value={draft[key]}
      onChange={(value) => setDraft({ ...draft, [key]: value })}
    />
  );
  return (
    <form
      className="rule-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === undefined) save.mutate();
      }}
    >
      <h1>{isNew ? "New rule" : rule.RuleName}</h1>
      {isNew ? (
        <TextField
          label="Name"
          value={draft.RuleName}
          onChange={(RuleName) => setDraft({ ...draft, RuleName })}
        />
      ) : null}
      {isDefault ? null : number("Priority", "Priority", "1 is asked first")}
      {number("ReservoirSize", "Reservoir", "requests a second, all clients together")}
      <NumberField
        label="Then"
        unit="% of the rest"
        value={Number((draft.FixedRate * 100).toFixed(4))}
        onChange={(percent) => setDraft({ ...draft, FixedRate: percent / 100 })}
      />
      {isDefault
        ? null
        : PATTERNS.map(([key, label]) => (
            <TextField
              key={key}
              label={label}
              value={draft[key]}
              onChange={(value) => setDraft({ ...draft, [key]: value })}
            />
          ))}
      {isDefault ? null : (
        <AttributesField
          text={attributesText}
          onChange={(text) => {
            setAttributesText(text);
            setDraft({ ...draft, Attributes: parseRuleAttributes(text).attributes });
          }}
        />
      )}
      {isDefault ? null : <p className="section-quiet">* stands for any text, ? for one character.</p>}
      <p className="rule-form-problem" aria-live="polite">
        {failed === null ? "" : describeError(failed).title}
        {problem !== undefined && draft.RuleName !== "" ? problem : ""}
      </p>
      <div className="rule-form-buttons">
        <button type="submit" className="ctl ctl-primary" disabled={problem !== undefined || save.isPending}>
          {isNew ? "Create" : "Save"}
        </button>
        <button type="button" className="ctl" onClick={onClose}>
          Cancel
        </button>
        <span className="grow" />
        {isNew || isDefault ? null : (
          <button
            type="button"
            className="ctl ctl-line"
            disabled={remove.isPending}
            onClick={() => remove.mutate()}
          >
            Delete
          </button>
        )}
      </div>
    </form>
  );
}

async function saveRule(draft: SamplingRule, isNew: boolean): Promise<void> {
  const { RuleARN: _arn, Version, ...fields } = draft;
  if (isNew) await callXray("/CreateSamplingRule", { SamplingRule: { ...fields, Version } });
  else if (draft.RuleName === "Default") {
    // AWS lets only these two change.
    const { RuleName, ReservoirSize, FixedRate } = fields;
    await callXray("/UpdateSamplingRule", { SamplingRuleUpdate: { RuleName, ReservoirSize, FixedRate } });
  } else await callXray("/UpdateSamplingRule", { SamplingRuleUpdate: fields });
}

function TextField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <label className="rule-field">
      <span>{label}</span>
      <input
        type="text"
        className="field mono"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

function AttributesField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  return (
    <label className="rule-field">
      <span>Attributes</span>
      <textarea
        className="field mono rule-attributes"
        rows={Math.max(2, text.split("\n").length)}
        spellCheck={false}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <i>key=value, one a line. SDKs skip rules that have any.</i>
    </label>
  );
}

function NumberField({
  label,
  unit,
  value,
  onChange,
}: {
  label: string;
  unit: string;
  value: number;
  onChange: (value: number) => void;
}) {
  const [text, setText] = useState(String(value));
  return (
    <label className="rule-field">
      <span>{label}</span>
      <input
        type="text"
        inputMode="decimal"
        className="field rule-number"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          onChange(event.currentTarget.value.trim() === "" ? Number.NaN : Number(event.currentTarget.value));
        }}
      />
      <i>{unit}</i>
    </label>
  );
}
