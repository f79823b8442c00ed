# No profile: the credentials are those of the environment, which aws-vault sets for one command.
provider "aws" {
  region = var.aws_region

  default_tags {
    tags = merge({ project = var.name, target = "cross-account-central" }, var.tags)
  }
}
