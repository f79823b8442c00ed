output "account_id" {
  description = "The account of the credentials."
  value       = data.aws_caller_identity.current.account_id

  precondition {
    condition     = var.account_id == null || var.account_id == data.aws_caller_identity.current.account_id
    error_message = "The credentials belong to account ${data.aws_caller_identity.current.account_id}, not to account_id ${coalesce(var.account_id, "-")}. Use the aws-vault profile of that account."
  }

  precondition {
    condition     = var.has_mfa || !local.is_user
    error_message = "The credentials are those of an IAM user. IAM answers InvalidClientTokenId to a user's session without MFA, so no role can be made. Give the aws-vault profile a role_arn, or an mfa_serial and set session_has_mfa = true."
  }
}

output "partition" {
  description = "Second part of ARNs: aws, aws-cn or aws-us-gov."
  value       = data.aws_partition.current.partition
}

output "zones" {
  description = "Names of two availability zones."
  value       = slice(sort(data.aws_availability_zones.available.names), 0, 2)

  precondition {
    condition     = length(data.aws_availability_zones.available.names) >= 2
    error_message = "${var.aws_region} has fewer than two availability zones for this account, and a load balancer and a database need two. Choose another Region."
  }
}
