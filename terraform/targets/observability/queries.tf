# From a trace to its lines: put the id between the quotes.
resource "aws_cloudwatch_query_definition" "trace" {
  name            = "${var.name}/trace"
  log_group_names = [var.log_group]

  query_string = <<-QUERY
    fields @timestamp, method, url, status, durationMs, msg
    | filter traceId = "1-00000000-000000000000000000000000"
    | sort @timestamp asc
  QUERY
}

# From the slowest lines to their traces.
resource "aws_cloudwatch_query_definition" "slowest" {
  name            = "${var.name}/slowest"
  log_group_names = [var.log_group]

  query_string = <<-QUERY
    fields @timestamp, durationMs, method, url, status, traceId
    | filter ispresent(durationMs)
    | sort durationMs desc
    | limit 20
  QUERY
}
