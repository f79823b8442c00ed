output "link_arn" {
  description = "The link; null where there is none."
  value       = one(aws_oam_link.this[*].arn)
}

output "daemon_arguments" {
  description = "What the daemon is told besides -o, so that it sends to the central account."
  value       = var.central_role_arn == null ? [] : ["-r", var.central_role_arn]
}
