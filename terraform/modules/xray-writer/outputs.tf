output "role_arn" {
  description = "ARN of the role."
  value       = aws_iam_role.this.arn

  # Whoever gets the ARN can use the role at once.
  depends_on = [aws_iam_role_policy.write]
}

output "role_name" {
  description = "Name of the role, to give it more."
  value       = aws_iam_role.this.name
}
