# The app writes a line of JSON for each request, with the trace's id; 50 is an error, 60 the end of the process.

resource "aws_cloudwatch_log_metric_filter" "errors" {
  name           = "${var.name}-errors"
  log_group_name = var.log_group
  pattern        = "{ $.level >= 50 }"

  metric_transformation {
    namespace     = var.name
    name          = "LoggedErrors"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

resource "aws_cloudwatch_metric_alarm" "logged_errors" {
  alarm_name          = "${var.name}-logged-errors"
  alarm_description   = "The app logs errors. Their lines have a traceId: take it to the saved query ${var.name}/trace."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  namespace   = aws_cloudwatch_log_metric_filter.errors.metric_transformation[0].namespace
  metric_name = aws_cloudwatch_log_metric_filter.errors.metric_transformation[0].name
  statistic   = "Sum"
  period      = 60
}
