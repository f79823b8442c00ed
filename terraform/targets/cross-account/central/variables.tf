variable "aws_region" {
  description = "Region to deploy to. Traces do not cross Regions: the same for both accounts."
  type        = string
  default     = "us-east-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.aws_region))
    error_message = "aws_region must be the name of a Region, such as us-east-1."
  }
}

variable "account_id" {
  description = "Account to deploy to, so that the wrong aws-vault profile is refused; null for whichever the credentials belong to."
  type        = string
  default     = null

  validation {
    condition     = var.account_id == null || can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id must be the twelve digits of an AWS account."
  }
}

variable "session_has_mfa" {
  description = "Set it when the aws-vault profile is an IAM user with an mfa_serial: without MFA such a session cannot make roles."
  type        = bool
  default     = false
}

variable "name" {
  description = "Begins the name of everything that is made."
  type        = string
  default     = "cruddur"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 40
    error_message = "name must begin with a small letter and have small letters, digits and single hyphens only, 40 characters at most."
  }
}

variable "source_accounts" {
  description = "Accounts whose traces, metrics and logs this one may see, by the link of each."
  type        = set(string)

  validation {
    condition     = length(var.source_accounts) > 0 && alltrue([for id in var.source_accounts : can(regex("^[0-9]{12}$", id))])
    error_message = "source_accounts must be ids of accounts, twelve digits each."
  }
}

variable "daemon_role_arns" {
  description = "ARNs of the roles of daemons that send here directly, with -r; empty where links are enough."
  type        = list(string)
  default     = []

  validation {
    condition = alltrue([
      for arn in var.daemon_role_arns :
      can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", arn)) && contains(var.source_accounts, try(split(":", arn)[4], ""))
    ])
    error_message = "daemon_role_arns must be ARNs of roles of source_accounts."
  }
}

variable "tags" {
  description = "Further tags of everything."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(var.tags) <= 40 && alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "tags can be 40 at most, and no key may begin with aws:."
  }
}
