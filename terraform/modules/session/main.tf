# Checks who applies this, and where: rejects before anything is made what AWS would reject half way through.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_availability_zones" "available" {
  state = "available"

  # Local Zones, which accounts opt in to, have few services.
  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

locals {
  # arn:aws:iam::111122223333:user/me, compared with arn:aws:sts::111122223333:assumed-role/deploy/me.
  is_user = can(regex(":user/", data.aws_caller_identity.current.arn))
}
