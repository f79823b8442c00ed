output "sampling_rule_arn" {
  description = "ARN of the sampling rule."
  value       = aws_xray_sampling_rule.flask.arn
}

output "group_arn" {
  description = "ARN of the group; its last part is made by X-Ray."
  value       = aws_xray_group.backend.arn
}

output "console_url" {
  description = "The last quarter of an hour of the service's traces, in the console."
  value = format(
    "%s/traces?filter=%s&timeRange=PT15M",
    local.is_local ? var.local_xray_url : "https://console.aws.amazon.com/xray/home?region=${var.aws_region}#",
    urlencode(local.group_filter),
  )
}
