# Transaction Search is opt-in, and its policy names this account and Region alone. Needs provider 6.46 or newer.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "111122223333"
    }
  }

  mock_data "aws_partition" {
    defaults = {
      partition = "aws"
    }
  }

  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{}"
    }
  }
}

run "is_off_unless_asked_for" {
  command = plan

  assert {
    condition = (
      length(aws_cloudwatch_log_resource_policy.spans) == 0
      && length(aws_xray_trace_segment_destination.spans) == 0
      && length(aws_xray_indexing_rule.default) == 0
    )
    error_message = "Without enable_transaction_search nothing of it is made."
  }
}

run "sends_spans_to_cloudwatch_logs_and_indexes_the_share_asked_for" {
  command = plan

  variables {
    enable_transaction_search = true
    indexed_percentage        = 5
  }

  assert {
    condition     = aws_xray_trace_segment_destination.spans[0].destination == "CloudWatchLogs"
    error_message = "The destination is CloudWatchLogs."
  }

  assert {
    condition     = aws_xray_indexing_rule.default[0].rule[0].probabilistic[0].desired_sampling_percentage == 5
    error_message = "The indexing rule has the percentage."
  }

  assert {
    condition = data.aws_iam_policy_document.spans[0].statement[0].resources == toset([
      "arn:aws:logs:us-east-1:111122223333:log-group:aws/spans:*",
      "arn:aws:logs:us-east-1:111122223333:log-group:/aws/application-signals/data:*",
    ])
    error_message = "X-Ray may write the two log groups of this account and Region, and no other."
  }
}
