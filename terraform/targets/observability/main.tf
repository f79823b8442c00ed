# Who applies this, and whom alarms are told.

module "session" {
  source = "../../modules/session"

  aws_region = var.aws_region
  account_id = var.account_id
  has_mfa    = var.session_has_mfa
}

resource "aws_sns_topic" "alarms" {
  name = "${var.name}-alarms"
}

resource "aws_sns_topic_subscription" "email" {
  count = var.alarm_email == null ? 0 : 1

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}
