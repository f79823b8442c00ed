variable "name" {
  description = "Identifier of the instance."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 63
    error_message = "name must begin with a small letter and have small letters, digits and single hyphens only, 63 characters at most: it is the identifier of an RDS instance."
  }
}

variable "vpc_id" {
  description = "Id of the VPC."
  type        = string
}

variable "subnet_ids" {
  description = "Ids of private subnets in two zones."
  type        = list(string)
}

variable "clients" {
  description = "Who may connect: a word for each, and the id of its security group."
  type        = map(string)
}

variable "postgres_version" {
  description = "Version of Postgres. A major version alone leaves the minor one to RDS."
  type        = string
  default     = "18"

  validation {
    condition     = can(regex("^(1[5-9]|[2-9][0-9])(\\.[0-9]+)?$", var.postgres_version))
    error_message = "postgres_version must be 15 or newer, such as 18 or 18.1: before 15 RDS does not insist on TLS."
  }
}

variable "instance_class" {
  description = "Size of the instance."
  type        = string
  default     = "db.t4g.micro"

  validation {
    condition     = can(regex("^db\\.[a-z0-9-]+\\.[a-z0-9]+$", var.instance_class))
    error_message = "instance_class must be a class of RDS, such as db.t4g.micro."
  }
}

variable "multi_az" {
  description = "Keep a second instance in the other zone, which takes over when the first fails. Doubles the price."
  type        = bool
  default     = false
}

variable "backup_days" {
  description = "Days that backups are kept."
  type        = number
  default     = 7

  validation {
    condition     = var.backup_days >= 1 && var.backup_days <= 35 && floor(var.backup_days) == var.backup_days
    error_message = "backup_days must be a whole number from 1 to 35."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the instance, and leave a snapshot when it is deleted all the same."
  type        = bool
  default     = true
}
