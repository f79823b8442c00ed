# What the service needs: who applies this, the network, the database, and the repository of its image.

locals {
  repository = "${var.name}/backend"
  port       = 5000
}

module "session" {
  source = "../../modules/session"

  aws_region = var.aws_region
  account_id = var.account_id
  has_mfa    = var.session_has_mfa
}

module "network" {
  source = "../../modules/network"

  name       = var.name
  aws_region = var.aws_region
  zones      = module.session.zones
}

module "database" {
  source = "../../modules/database"

  name                = var.name
  vpc_id              = module.network.vpc_id
  subnet_ids          = module.network.private_subnet_ids
  clients             = { tasks = aws_security_group.task.id }
  instance_class      = var.database_class
  deletion_protection = var.keeps_database
}

module "image_repository" {
  source = "../../modules/image-repository"

  name = local.repository
}

# Read while planning, so that a missing image is reported before anything is made.
data "aws_ecr_image" "backend" {
  repository_name = local.repository
  image_tag       = var.image_tag
}
