import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { FormEvent } from "react";
import type { SamplingRule } from "xray-local/protocol/api-types.ts";
import { describeError } from "../../api/api-error.ts";
import { RULES_KEY } from "../../api/use-sampling.ts";
import { callXray } from "../../api/xray-client.ts";
import { formatRuleAttributes, parseRuleAttributes } from "../../sampling/rule-attributes.ts";
import { ruleProblems } from "../../sampling/rule-problems.ts";
import type { RuleField } from "../../sampling/rule-problems.ts";
import type { RuleWindows } from "../../sampling/windows.ts";
import { Field, focusFirstInvalid } from "../../ui/Field.tsx";
import { WouldTakeWords } from "./WouldTakeWords.tsx";

type TextFieldName = Exclude<RuleField, "Priority" | "ReservoirSize" | "FixedRate">;

const PATTERNS = [
  ["ServiceName", "Service"],
  ["ServiceType", "Service type"],
  ["Host", "Host"],
  ["HTTPMethod", "Method"],
  ["URLPath", "URL path"],
  ["ResourceARN", "Resource ARN"],
] as const;

/** The form of a rule. Problems are shown at their fields; the button moves the focus to the first one. */
export function RuleForm({
  rule,
  isNew,
  rules,
  windows,
  onDelete,
  onClose,
}: {
  rule: SamplingRule;
  isNew: boolean;
  rules: readonly SamplingRule[];
  /** What the rule saw; undefined for a new one. */
  windows: RuleWindows | undefined;
  onDelete: (rule: SamplingRule) => void;
  onClose: () => void;
}) {
  const form = useRef<HTMLFormElement>(null);
  const { draft, change, attributesText, setAttributesText, problems, attributesProblem, isFine } =
    useRuleDraft(rule, isNew ? rules.map((other) => other.RuleName) : []);
  // An empty name is wrong from the start, but is shown as wrong only after the first attempt.
  const [tried, setTried] = useState(false);
  const problemOf = (field: RuleField) =>
    tried || field !== "RuleName" || draft.RuleName !== "" ? problems[field] : undefined;
  const queries = useQueryClient();
  const isDefault = rule.RuleName === "Default";
  const save = useMutation({
    mutationFn: () => saveRule(draft, isNew),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: RULES_KEY });
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (isFine) save.mutate();
    // When the fields show their problems.
    else requestAnimationFrame(() => focusFirstInvalid(form.current));
  }
  const text = (field: TextFieldName, label: string) => (
    <TextField
      key={field}
      label={label}
      value={draft[field]}
      problem={problemOf(field)}
      onChange={(value) => change({ [field]: value })}
    />
  );
  const number = (field: "Priority" | "ReservoirSize", label: string, unit: string) => (
    <NumberField
      label={label}
      unit={unit}
      value={draft[field]}
      problem={problemOf(field)}
      onChange={(value) => change({ [field]: value })}
    />
  );
  return (
    <form ref={form} className="rule-form" noValidate onSubmit={submit}>
      <h1>{isNew ? "New rule" : rule.RuleName}</h1>
      {isNew ? text("RuleName", "Name") : null}
      {isDefault ? null : number("Priority", "Priority", "1 is asked first")}
      {number("ReservoirSize", "Reservoir", "requests a second, all clients together")}
      <NumberField
        label="Then"
        unit="% of the rest"
        value={Number((draft.FixedRate * 100).toFixed(4))}
        problem={problemOf("FixedRate")}
        onChange={(percent) => change({ FixedRate: percent / 100 })}
      />
      {windows === undefined ? null : (
        <div role="status">
          <WouldTakeWords rule={rule} draft={draft} windows={windows} />
        </div>
      )}
      {isDefault ? null : (
        <>
          {PATTERNS.map(([field, label]) => text(field, label))}
          <AttributesField text={attributesText} problem={attributesProblem} onChange={setAttributesText} />
          <p className="section-quiet">* stands for any text, ? for one character.</p>
        </>
      )}
      <p className="rule-form-problem" aria-live="polite">
        {save.isError ? describeError(save.error).title : ""}
      </p>
      <div className="rule-form-buttons">
        <button type="submit" className="ctl ctl-primary" disabled={save.isPending}>
          {isNew ? "Create" : "Save"}
        </button>
        <button type="button" className="ctl" onClick={onClose}>
          Cancel
        </button>
        <span className="grow" />
        {isNew || isDefault ? null : (
          <button type="button" className="ctl ctl-line" onClick={() => onDelete(rule)}>
            Delete
          </button>
        )}
      </div>
    </form>
  );
}

function useRuleDraft(rule: SamplingRule, taken: readonly string[]) {
  const [draft, setDraft] = useState(rule);
  const [attributesText, setAttributesText] = useState(() => formatRuleAttributes(rule.Attributes));
  const problems = ruleProblems(draft, taken);
  const attributesProblem = parseRuleAttributes(attributesText).problem;
  const change = (values: Partial<SamplingRule>) => setDraft((before) => ({ ...before, ...values }));
  return {
    draft,
    change,
    attributesText,
    setAttributesText: (text: string) => {
      setAttributesText(text);
      change({ Attributes: parseRuleAttributes(text).attributes });
    },
    problems,
    attributesProblem,
    isFine: Object.keys(problems).length === 0 && attributesProblem === undefined,
  };
}

async function saveRule(draft: SamplingRule, isNew: boolean): Promise<void> {
  const { RuleARN: _arn, Version, ...fields } = draft;
  if (isNew) await callXray("/CreateSamplingRule", { SamplingRule: { ...fields, Version } });
  else if (draft.RuleName === "Default") {
    // AWS allows only these two to be changed.
    const { RuleName, ReservoirSize, FixedRate } = fields;
    await callXray("/UpdateSamplingRule", { SamplingRuleUpdate: { RuleName, ReservoirSize, FixedRate } });
  } else await callXray("/UpdateSamplingRule", { SamplingRuleUpdate: fields });
}

function TextField({
  label,
  value,
  problem,
  onChange,
}: {
  label: string;
  value: string;
  problem: string | undefined;
  onChange: (value: string) => void;
}) {
  return (
    <Field label={label} problem={problem}>
      {(control) => (
        <input
          type="text"
          className="field mono"
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          {...control}
        />
      )}
    </Field>
  );
}

function AttributesField({
  text,
  problem,
  onChange,
}: {
  text: string;
  problem: string | undefined;
  onChange: (text: string) => void;
}) {
  return (
    <Field label="Attributes" hint="key=value, one a line. SDKs skip rules that have any." problem={problem}>
      {(control) => (
        <textarea
          className="field mono rule-attributes"
          rows={Math.max(2, text.split("\n").length)}
          spellCheck={false}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
          {...control}
        />
      )}
    </Field>
  );
}

function NumberField({
  label,
  unit,
  value,
  problem,
  onChange,
}: {
  label: string;
  unit: string;
  value: number;
  problem: string | undefined;
  /** NaN for what is not a number. */
  onChange: (value: number) => void;
}) {
  const [text, setText] = useState(String(value));
  return (
    <Field label={label} hint={unit} problem={problem}>
      {(control) => (
        <input
          type="text"
          inputMode="decimal"
          className="field rule-number"
          value={text}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            setText(typed);
            onChange(typed.trim() === "" ? Number.NaN : Number(typed));
          }}
          {...control}
        />
      )}
    </Field>
  );
}
