/** Valid filters, with all parts of the language. */
export const FILTERS = [
  "fault",
  "ok = false AND responsetime >= 1.5",
  'http.url CONTAINS "/api/" OR http.status = 500',
  'service("backend-flask") { fault AND responsetime > 2 }',
  'service(id(name: "db", type: "remote", account.id: "1"))',
  'edge("backend-flask", "cruddur@localhost") { throttle }',
  '!(error OR partial) AND annotation.user = "x"',
  'annotation[a.b] BEGINSWITH "y" AND annotation.count >= 3',
  'user = "andrew" AND http.method != "GET"',
  'rootcause.fault.entity { name = "x" AND remote }',
  'rootcause.json = "[{\\"Services\\":[{\\"Name\\":\\"x\\"}]}]"',
  'group.name = "slow" OR inferred',
  'resource.arn = "arn:aws:ec2:us-east-1:1:instance/i-1" AND instance.id ENDSWITH "1"',
] as const satisfies [string, ...string[]];
