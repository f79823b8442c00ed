output "url" {
  description = "Where the API answers. With a certificate, point a name that it covers at this one."
  value       = "${local.is_https ? "https" : "http"}://${aws_lb.this.dns_name}"
}

output "image_repository_url" {
  description = "What to tag images with and push them to, without a tag."
  value       = module.image_repository.url
}

output "log_group" {
  description = "Log group of the tasks. Each line of a request has the trace's id."
  value       = aws_cloudwatch_log_group.tasks.name
}

output "traces_url" {
  description = "The last quarter of an hour of the service's traces, in the console."
  value       = "https://console.aws.amazon.com/xray/home?region=${var.aws_region}#/traces?filter=${urlencode("service(\"backend-flask\")")}&timeRange=PT15M"
}

output "load_balancer" {
  description = "The load balancer as metrics name it, for ../observability."
  value       = aws_lb.this.arn_suffix
}

output "target_group" {
  description = "Its target group as metrics name it, for ../observability."
  value       = aws_lb_target_group.backend.arn_suffix
}
