/**
 * Shortens ARNs and URLs of queues to the part that differs. Leaves other names as they are: two URLs may differ in the
 * host only.
 *
 *     arn:aws:sns:us-east-1:1:crud-push -> crud-push      arn:aws:lambda:us-east-1:1:function:price:live -> price:live
 *     https://sqs.us-east-1.amazonaws.com/1/jobs -> jobs  http://accounts:8080 -> http://accounts:8080
 */
export function shortResourceName(name: string, isQueue: boolean): string {
  if (isQueue && /^https?:\/\//.test(name)) return name.split("/").findLast((part) => part !== "") ?? name;
  const resource = /^arn:(?:[^:]*:){4}(?<resource>.+)$/.exec(name)?.groups?.["resource"];
  // The ARN of a bucket has no kind before the name.
  return resource === undefined ? name : resource.replace(/^[a-z-]+[:/](?=.)/i, "");
}
