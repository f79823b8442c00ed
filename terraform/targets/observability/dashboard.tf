resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = [
      for index, widget in local.widgets : {
        type   = "metric"
        x      = 12 * (index % 2)
        y      = 6 * floor(index / 2)
        width  = 12
        height = 6
        properties = {
          title   = widget.title
          region  = var.aws_region
          view    = "timeSeries"
          period  = 60
          metrics = widget.metrics
        }
      }
    ]
  })
}

locals {
  on_balancer = ["LoadBalancer", var.load_balancer, "TargetGroup", var.target_group]

  widgets = [
    {
      title = "Requests a minute"
      metrics = [
        concat(["AWS/ApplicationELB", "RequestCount"], local.on_balancer, [{ stat = "Sum" }]),
      ]
    },
    {
      title = "Answers that are faults, and errors of clients"
      metrics = [
        concat(["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count"], local.on_balancer, [{ stat = "Sum" }]),
        concat(["AWS/ApplicationELB", "HTTPCode_Target_4XX_Count"], local.on_balancer, [{ stat = "Sum" }]),
      ]
    },
    {
      title = "Time to answer"
      metrics = [
        for stat in ["p50", "p95", "p99"] :
        concat(["AWS/ApplicationELB", "TargetResponseTime"], local.on_balancer, [{ stat = stat, label = stat }])
      ]
    },
    {
      title = "Traces with faults, and errors in the log"
      metrics = [
        ["AWS/X-Ray", "ApproximateTraceCount", "GroupName", aws_xray_group.faults.group_name, { stat = "Sum" }],
        [var.name, "LoggedErrors", { stat = "Sum" }],
      ]
    },
  ]
}
