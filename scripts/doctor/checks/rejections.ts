import { rejectionFindings } from "xray-local/doctor/rejection-findings.ts";
import type { Check } from "../context.ts";

/** What the local X-Ray rejected or dropped, and why. */
export const checkRejections: Check = ({ status, nowMs }) => (status ? rejectionFindings(status, nowMs) : []);
