output "vpc_id" {
  description = "Id of the VPC."
  value       = aws_vpc.this.id
}

output "public_subnet_ids" {
  description = "Ids of the two public subnets."
  value       = [for zone in var.zones : aws_subnet.public[zone].id]
}

output "private_subnet_ids" {
  description = "Ids of the two private subnets. What is started in them reaches the internet."
  value       = [for zone in var.zones : aws_subnet.private[zone].id]

  depends_on = [aws_route_table_association.private]
}
