# What is watched, and what is refused. No account is asked.

mock_provider "aws" {
  source = "../../testing"
}

variables {
  load_balancer = "app/cruddur/0123456789abcdef"
  target_group  = "targetgroup/cruddur-backend/0123456789abcdef"
}

run "watches_faults_latency_traces_and_canaries_and_tells_of_them_once" {
  variables {
    canaries    = ["cruddur-heartbeat"]
    alarm_email = "team@cruddur.example"
  }

  assert {
    condition     = aws_cloudwatch_composite_alarm.users.alarm_rule == "ALARM(\"cruddur-fault-rate\") OR ALARM(\"cruddur-p95\") OR ALARM(\"cruddur-traced-faults\") OR ALARM(\"cruddur-canary-cruddur-heartbeat\")"
    error_message = "The composite alarm has every alarm of what users see."
  }

  assert {
    condition = alltrue([
      for alarm in [aws_cloudwatch_metric_alarm.fault_rate, aws_cloudwatch_metric_alarm.latency, aws_cloudwatch_metric_alarm.traced_faults] :
      alarm.alarm_actions == null
    ])
    error_message = "Only the composite alarm sends messages: one problem is one message."
  }

  assert {
    condition     = aws_xray_group.faults.filter_expression == "service(\"backend-flask\") { fault }"
    error_message = "The group has the faults of the service."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.traced_faults.dimensions["GroupName"] == "cruddur-faults"
    error_message = "The alarm counts the traces of that group."
  }

  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets) == 4
    error_message = "The dashboard has four widgets."
  }

  assert {
    condition     = aws_cloudtrail.this.is_multi_region_trail && aws_cloudtrail.this.enable_log_file_validation && !aws_s3_bucket.trail.force_destroy
    error_message = "The trail has all Regions, its records are validated, and the bucket keeps them."
  }

  assert {
    condition     = aws_sns_topic_subscription.email[0].endpoint == "team@cruddur.example"
    error_message = "The address is told."
  }
}

run "refuses_what_names_nothing" {
  command = plan

  variables {
    aws_region        = "Virginia"
    account_id        = "1"
    name              = "cruddur-of-the-second-team"
    load_balancer     = "cruddur"
    target_group      = "cruddur-backend"
    log_group         = "the log"
    service_name      = "a\") OR service(\"b"
    canaries          = ["cruddur-heartbeat-of-us"]
    alarm_email       = "team"
    max_fault_percent = 0
    max_p95_seconds   = 61
    trail_days        = 0
    log_days          = 2
    tags              = { "aws:x" = "y" }
  }

  expect_failures = [
    var.aws_region,
    var.account_id,
    var.name,
    var.load_balancer,
    var.target_group,
    var.log_group,
    var.service_name,
    var.canaries,
    var.alarm_email,
    var.max_fault_percent,
    var.max_p95_seconds,
    var.trail_days,
    var.log_days,
    var.tags,
  ]
}

run "takes_the_longest_names_and_nobody_to_tell" {
  command = plan

  variables {
    name     = "cruddur-of-the-other-team"
    canaries = ["cruddur-heartbeat-ofu"]
  }

  assert {
    condition     = length(aws_xray_group.faults.group_name) == 32 && length(aws_sns_topic_subscription.email) == 0
    error_message = "The group's name has the 32 characters that it may have, and nobody is subscribed."
  }
}
