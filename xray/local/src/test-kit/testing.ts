/** `xray-local/testing`: a local X-Ray within tests. */
// oxlint-disable-next-line oxc/no-barrel-file -- what the package's name stands for
export { startXray } from "./start-xray.ts";
export type { FoundTrace, TestXray, WaitOptions } from "./start-xray.ts";
export { xrayMatchers } from "./matchers.ts";
