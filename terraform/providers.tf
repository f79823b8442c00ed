# No profile: the credentials are those of the environment, which aws-vault sets for one command.
provider "aws" {
  region = var.aws_region

  # The local X-Ray is one service only: there is none that tells who the caller is.
  skip_credentials_validation = local.is_local
  skip_requesting_account_id  = local.is_local
  skip_metadata_api_check     = local.is_local

  dynamic "endpoints" {
    for_each = local.is_local ? [var.local_xray_url] : []
    content {
      xray = endpoints.value
    }
  }
}
