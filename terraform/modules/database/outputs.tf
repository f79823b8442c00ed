output "url" {
  description = "What DATABASE_URL is to be: address, user and database, without the password, which PGPASSWORD has."
  value       = "postgresql://${aws_db_instance.this.username}@${aws_db_instance.this.endpoint}/${aws_db_instance.this.db_name}"
}

output "secret_arn" {
  description = "ARN of the secret; the password is its member `password`."
  value       = aws_db_instance.this.master_user_secret[0].secret_arn
}

output "instance_id" {
  description = "Identifier of the instance, as metrics name it."
  value       = aws_db_instance.this.identifier
}

output "is_public" {
  description = "Whether the instance has a public address."
  value       = aws_db_instance.this.publicly_accessible
}

output "is_protected" {
  description = "Whether the instance refuses to be deleted."
  value       = aws_db_instance.this.deletion_protection
}
