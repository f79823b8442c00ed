# One message for one problem, however many alarms see it.
resource "aws_cloudwatch_composite_alarm" "users" {
  alarm_name        = "${var.name}-users"
  alarm_description = "Users see faults, wait, or cannot do what the canaries do."
  alarm_actions     = [aws_sns_topic.alarms.arn]
  ok_actions        = [aws_sns_topic.alarms.arn]

  alarm_rule = join(" OR ", [
    for name in concat(
      [aws_cloudwatch_metric_alarm.fault_rate.alarm_name, aws_cloudwatch_metric_alarm.latency.alarm_name],
      [aws_cloudwatch_metric_alarm.traced_faults.alarm_name],
      [for alarm in aws_cloudwatch_metric_alarm.canary : alarm.alarm_name],
    ) : "ALARM(\"${name}\")"
  ])
}
