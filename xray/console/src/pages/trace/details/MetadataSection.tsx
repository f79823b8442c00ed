import { CopyButton } from "../../../ui/CopyButton.tsx";
import { Section } from "./Section.tsx";

/** Metadata by namespace, as JSON. It is not indexed, so no filter can use it. */
export function MetadataSection({ metadata }: { metadata: Readonly<Record<string, unknown>> }) {
  return (
    <Section id="metadata" title="Metadata">
      {Object.entries(metadata).map(([namespace, value]) => {
        const text = JSON.stringify(value, undefined, 2);
        return (
          <div key={namespace} className="metadata">
            <h4>
              {namespace}
              <CopyButton text={text} label={`Copy ${namespace}`} className="ctl ctl-square ctl-small" />
            </h4>
            <pre className="code-box">{text}</pre>
          </div>
        );
      })}
    </Section>
  );
}
