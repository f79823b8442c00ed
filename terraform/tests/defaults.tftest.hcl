# What terraform apply makes without any variable, and what the variables change. No account is asked.

mock_provider "aws" {}

run "makes_the_rule_and_the_group_of_the_service" {
  command = plan

  assert {
    condition = (
      aws_xray_sampling_rule.flask.rule_name == "Flask"
      && aws_xray_sampling_rule.flask.priority == 9000
      && aws_xray_sampling_rule.flask.fixed_rate == 0.1
      && aws_xray_sampling_rule.flask.reservoir_size == 5
      && aws_xray_sampling_rule.flask.service_name == "backend-flask"
    )
    error_message = "The rule is Flask at priority 9000: 5 a second and a tenth of the rest of backend-flask."
  }

  assert {
    condition = alltrue([
      for field in ["resource_arn", "service_type", "host", "http_method", "url_path"] :
      aws_xray_sampling_rule.flask[field] == "*"
    ])
    error_message = "The rule matches by service alone."
  }

  assert {
    condition     = aws_xray_group.backend.group_name == "backend" && aws_xray_group.backend.filter_expression == "service(\"backend-flask\")"
    error_message = "The group backend holds the traces of backend-flask."
  }

  assert {
    condition     = aws_xray_group.backend.insights_configuration[0].insights_enabled == false
    error_message = "Insights are off unless asked for."
  }

  assert {
    condition     = length(aws_xray_encryption_config.kms) == 0
    error_message = "Encryption is left alone unless a key is given."
  }

  assert {
    condition     = output.console_url == "https://console.aws.amazon.com/xray/home?region=us-east-1#/traces?filter=service%28%22backend-flask%22%29&timeRange=PT15M"
    error_message = "The console link leads to the service's traces."
  }
}

run "names_the_service_once_for_rule_and_group" {
  command = plan

  variables {
    service_name = "orders"
  }

  assert {
    condition     = aws_xray_sampling_rule.flask.service_name == "orders" && aws_xray_group.backend.filter_expression == "service(\"orders\")"
    error_message = "Rule and group must name the same service."
  }
}

run "turns_insights_and_notifications_on" {
  command = plan

  variables {
    enable_insights              = true
    enable_insight_notifications = true
  }

  assert {
    condition = (
      aws_xray_group.backend.insights_configuration[0].insights_enabled
      && aws_xray_group.backend.insights_configuration[0].notifications_enabled
    )
    error_message = "The group has insights and notifications."
  }
}

run "encrypts_with_the_key_that_is_given" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/0e4a0f3c-6b9e-4f0b-9d0e-2c1f5a7b8d90"
  }

  assert {
    condition = (
      aws_xray_encryption_config.kms[0].type == "KMS"
      && aws_xray_encryption_config.kms[0].key_id == var.kms_key_arn
    )
    error_message = "X-Ray encrypts with the key."
  }
}

run "tags_rule_and_group" {
  command = plan

  variables {
    tags = { project = "cruddur" }
  }

  assert {
    condition     = aws_xray_sampling_rule.flask.tags["project"] == "cruddur" && aws_xray_group.backend.tags["project"] == "cruddur"
    error_message = "Both have the tags."
  }
}

run "links_to_the_console_of_a_local_x_ray" {
  command = plan

  variables {
    local_xray_url = "http://localhost:2001"
  }

  assert {
    condition     = output.console_url == "http://localhost:2001/traces?filter=service%28%22backend-flask%22%29&timeRange=PT15M"
    error_message = "The console link leads to the local console."
  }
}
