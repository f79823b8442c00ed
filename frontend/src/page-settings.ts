/** What the server tells the page in its HTML, and not at build time: one build serves at every address. */
export interface PageSettings {
  /** The URL of a local X-Ray console; empty where there is none. */
  xrayConsoleUrl: string;
  /** The AWS Region whose console shows the traces when there is no local one; empty when it is not known. */
  awsRegion: string;
}

const META_NAMES = { xrayConsoleUrl: "xray-console-url", awsRegion: "aws-region" } as const;

/** The page's HTML with the settings in its head, as `<meta name="xray-console-url" content="http://localhost:2001">`. */
export function writePageSettings(html: string, settings: PageSettings): string {
  const tags = toEntries(settings).map(
    ([name, value]) => `<meta name="${META_NAMES[name]}" content="${escapeAttribute(value)}" />`,
  );
  return html.replace("</head>", () => `${tags.join("")}</head>`);
}

export function readPageSettings(document: Document): PageSettings {
  const read = (name: keyof PageSettings) =>
    document.querySelector<HTMLMetaElement>(`meta[name="${META_NAMES[name]}"]`)?.content ?? "";
  return { xrayConsoleUrl: read("xrayConsoleUrl"), awsRegion: read("awsRegion") };
}

function toEntries(settings: PageSettings) {
  return Object.entries(settings) as [keyof PageSettings, string][];
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
