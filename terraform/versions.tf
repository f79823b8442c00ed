terraform {
  # Validations that look at a second variable came with 1.9, mocked providers for the tests with 1.7.
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # Transaction Search (transaction-search.tf) came with 6.46.
      version = "~> 6.0, >= 6.46"
    }
  }
}
