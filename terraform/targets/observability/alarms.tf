# What goes wrong for users. Each alarm needs two of three minutes, so that one bad minute wakes nobody; no traffic is
# not a fault.

locals {
  balancer = { LoadBalancer = var.load_balancer, TargetGroup = var.target_group }

  counts = {
    faults   = "HTTPCode_Target_5XX_Count"
    requests = "RequestCount"
  }
}

resource "aws_cloudwatch_metric_alarm" "fault_rate" {
  alarm_name          = "${var.name}-fault-rate"
  alarm_description   = "More than ${var.max_fault_percent} % of the answers are 5xx. Look at traces with: service(\"${var.service_name}\") { fault }"
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.max_fault_percent
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "rate"
    label       = "Percent of answers that are 5xx"
    expression  = "100 * FILL(faults, 0) / requests"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.counts
    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/ApplicationELB"
        metric_name = metric_query.value
        stat        = "Sum"
        period      = 60
        dimensions  = local.balancer
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "latency" {
  alarm_name          = "${var.name}-p95"
  alarm_description   = "Five in a hundred answers take longer than ${var.max_p95_seconds} s. Look at traces with: responsetime > ${var.max_p95_seconds}"
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.max_p95_seconds
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  treat_missing_data  = "notBreaching"

  namespace          = "AWS/ApplicationELB"
  metric_name        = "TargetResponseTime"
  extended_statistic = "p95"
  period             = 60
  dimensions         = local.balancer
}

# X-Ray's groups have one metric, the number of their traces, so faults have a group of their own. It counts sampled
# traces.
resource "aws_xray_group" "faults" {
  group_name        = "${var.name}-faults"
  filter_expression = "service(\"${var.service_name}\") { fault }"
}

resource "aws_cloudwatch_metric_alarm" "traced_faults" {
  alarm_name          = "${var.name}-traced-faults"
  alarm_description   = "Traces of group ${aws_xray_group.faults.group_name}: each has the exception, and the statement that failed."
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  treat_missing_data  = "notBreaching"

  namespace   = "AWS/X-Ray"
  metric_name = "ApproximateTraceCount"
  statistic   = "Sum"
  period      = 60
  dimensions  = { GroupName = aws_xray_group.faults.group_name }
}

resource "aws_cloudwatch_metric_alarm" "canary" {
  for_each = var.canaries

  alarm_name          = "${var.name}-canary-${each.key}"
  alarm_description   = "Canary ${each.key} fails, or does not run."
  comparison_operator = "LessThanThreshold"
  threshold           = 100
  evaluation_periods  = 2
  treat_missing_data  = "breaching"

  namespace   = "CloudWatchSynthetics"
  metric_name = "SuccessPercent"
  statistic   = "Average"
  period      = 300
  dimensions  = { CanaryName = each.key }
}
