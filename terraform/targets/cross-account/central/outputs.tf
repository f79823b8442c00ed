output "sink_arn" {
  description = "What links of source accounts lead to."
  value       = aws_oam_sink.this.arn
}

output "daemon_role_arn" {
  description = "What daemons of other accounts take, with -r; null where there are none."
  value       = one(module.daemon_role[*].role_arn)
}
