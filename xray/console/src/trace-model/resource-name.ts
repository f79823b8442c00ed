/**
 * ARNs and the URLs of queues by what tells them apart; other names as they are, since of two URLs the hosts may differ
 * and the ends be the same.
 *
 *     arn:aws:sns:us-east-1:1:crud-push -> crud-push      arn:aws:lambda:us-east-1:1:function:price:live -> price:live
 *     https://sqs.us-east-1.amazonaws.com/1/jobs -> jobs  http://accounts:8080 -> http://accounts:8080
 */
export function shortResourceName(name: string, isQueue: boolean): string {
  if (isQueue && /^https?:\/\//.test(name)) return name.split("/").findLast((part) => part !== "") ?? name;
  const resource = /^arn:(?:[^:]*:){4}(?<resource>.+)$/.exec(name)?.groups?.["resource"];
  // A bucket's ARN has no kind before its name.
  return resource === undefined ? name : resource.replace(/^[a-z-]+[:/](?=.)/i, "");
}
