# What the modules refuse, whoever uses them.

mock_provider "aws" {
  source = "../testing"
}

run "network_refuses_ranges_that_cannot_be_cut_and_zones_that_are_one" {
  command = plan

  module {
    source = "./network"
  }

  variables {
    name         = "cruddur"
    aws_region   = "us-east-1"
    zones        = ["us-east-1a", "us-east-1a"]
    cidr_block   = "10.0.0.0/28"
    nat_gateways = 0
  }

  expect_failures = [var.zones, var.cidr_block, var.nat_gateways]
}

run "network_has_a_way_out_of_each_zone_when_asked" {
  command = plan

  module {
    source = "./network"
  }

  variables {
    name         = "cruddur"
    aws_region   = "us-east-1"
    zones        = ["us-east-1a", "us-east-1b"]
    cidr_block   = "10.0.0.0/24"
    nat_gateways = 2
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 2
    error_message = "Each zone has a NAT gateway."
  }

  assert {
    condition = toset([for subnet in concat(values(aws_subnet.public), values(aws_subnet.private)) : subnet.cidr_block]) == toset([
      "10.0.0.0/28", "10.0.0.16/28", "10.0.0.128/28", "10.0.0.144/28",
    ])
    error_message = "The smallest network has subnets of the smallest size, and none overlaps."
  }
}

run "database_refuses_versions_without_tls_and_names_that_are_none" {
  command = plan

  module {
    source = "./database"
  }

  variables {
    name             = "Cruddur_"
    vpc_id           = "vpc-1"
    subnet_ids       = ["subnet-1", "subnet-2"]
    clients          = {}
    postgres_version = "14.9"
    instance_class   = "t4g.micro"
    backup_days      = 0
  }

  expect_failures = [var.name, var.postgres_version, var.instance_class, var.backup_days]
}

run "image_repository_refuses_capitals_and_keeping_nothing" {
  command = plan

  module {
    source = "./image-repository"
  }

  variables {
    name        = "Cruddur"
    kept_images = 0
  }

  expect_failures = [var.name, var.kept_images]
}

run "xray_writer_refuses_whole_accounts" {
  command = plan

  module {
    source = "./xray-writer"
  }

  variables {
    role_name    = "a role"
    description  = "Somebody"
    trusted_arns = ["arn:aws:iam::111122223333:root"]
  }

  expect_failures = [var.role_name, var.trusted_arns]
}

run "xray_writer_refuses_a_role_for_nobody" {
  command = plan

  module {
    source = "./xray-writer"
  }

  variables {
    role_name   = "writer"
    description = "Nobody"
  }

  expect_failures = [aws_iam_role.this]
}
