# The account that sees the traces of others, in one of two ways: by links, which leave traces where they are made, or
# by a role with which daemons send them here.

module "session" {
  source = "../../../modules/session"

  aws_region = var.aws_region
  account_id = var.account_id
  has_mfa    = var.session_has_mfa
}

# The daemon has no external id, so roles are named and not accounts.
module "daemon_role" {
  source = "../../../modules/xray-writer"
  count  = length(var.daemon_role_arns) == 0 ? 0 : 1

  role_name    = "${var.name}-central-xray"
  description  = "X-Ray daemons of other accounts, which send here."
  trusted_arns = var.daemon_role_arns
}
