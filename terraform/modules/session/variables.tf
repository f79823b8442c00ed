variable "aws_region" {
  description = "Region that the caller means to deploy to; only named in messages."
  type        = string
}

variable "account_id" {
  description = "Account that the caller means to deploy to; null for whichever the credentials belong to."
  type        = string
  default     = null

  validation {
    condition     = var.account_id == null || can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id must be the twelve digits of an AWS account."
  }
}

variable "has_mfa" {
  description = "Whether the session of an IAM user was opened with MFA. Roles need not say."
  type        = bool
  default     = false
}
