# What the variables refuse, before anything is asked of AWS.

mock_provider "aws" {}

run "refuses_values_out_of_range" {
  command = plan

  variables {
    rule_priority      = 10000
    fixed_rate         = 10
    reservoir_size     = 0.5
    indexed_percentage = 101
  }

  expect_failures = [var.rule_priority, var.fixed_rate, var.reservoir_size, var.indexed_percentage]
}

run "refuses_the_names_that_are_reserved" {
  command = plan

  variables {
    rule_name  = "Default"
    group_name = "Default"
    tags       = { "aws:owner" = "me" }
  }

  expect_failures = [var.rule_name, var.group_name, var.tags]
}

run "refuses_a_service_name_that_would_break_the_filter" {
  command = plan

  variables {
    service_name = "backend\") OR service(\"x"
  }

  expect_failures = [var.service_name]
}

run "refuses_what_is_no_region_no_key_and_no_address" {
  command = plan

  variables {
    aws_region     = "Virginia"
    kms_key_arn    = "alias/traces"
    local_xray_url = "localhost:2001/"
  }

  expect_failures = [var.aws_region, var.kms_key_arn, var.local_xray_url]
}

run "refuses_notifications_without_insights" {
  command = plan

  variables {
    enable_insight_notifications = true
  }

  expect_failures = [var.enable_insight_notifications]
}

run "refuses_transaction_search_on_a_local_x_ray" {
  command = plan

  variables {
    enable_transaction_search = true
    local_xray_url            = "http://localhost:2001"
  }

  expect_failures = [var.enable_transaction_search]
}
