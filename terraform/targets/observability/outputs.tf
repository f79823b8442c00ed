output "dashboard_url" {
  description = "The dashboard, in the console."
  value       = "https://console.aws.amazon.com/cloudwatch/home?region=${var.aws_region}#dashboards:name=${aws_cloudwatch_dashboard.this.dashboard_name}"
}

output "topic_arn" {
  description = "Topic that alarms are sent to: subscribe to it what should know."
  value       = aws_sns_topic.alarms.arn
}

output "fault_traces_url" {
  description = "The last hour's traces with faults, in the console."
  value       = "https://console.aws.amazon.com/xray/home?region=${var.aws_region}#/traces?filter=${urlencode(aws_xray_group.faults.filter_expression)}&timeRange=PT1H"
}
