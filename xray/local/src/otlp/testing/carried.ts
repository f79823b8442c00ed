/** A server span of the service `t1s-svc`, as AWS's distributions of OpenTelemetry send it to a daemon. */
export const CARRIED =
  "T1SCvwBCo0BChkKDHNlcnZpY2UubmFtZRIJCgd0MXMtc3ZjCjMKLWF3cy54cmF5LmV4cG9ydGVyLmNvbmZpZy5pbmRleF9hbGxfY" +
  "XR0cmlidXRlcxICEAAKOworYXdzLnhyYXkuZXhwb3J0ZXIuY29uZmlnLmluZGV4ZWRfYXR0cmlidXRlcxIMKgoKCAoGdGVuYW50E" +
  "moSaAoQOHRqJeT/smxuJIRT54IwfhIIrdiyR/i0dJEqBkdFVCAvdDACOQCi2F4S0+wYQQCDzmQS0+wYShAKBnRlbmFudBIGCgRhY" +
  "21lShwKE2h0dHAucmVxdWVzdC5tZXRob2QSBQoDR0VU";

/** The id of its trace. */
export const CARRIED_TRACE_ID = "1-38746a25-e4ffb26c6e248453e782307e";
