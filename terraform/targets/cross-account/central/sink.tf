# The target of the links of source_accounts.

resource "aws_oam_sink" "this" {
  name = var.name
}

data "aws_iam_policy_document" "sink" {
  statement {
    actions   = ["oam:CreateLink", "oam:UpdateLink"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [for id in var.source_accounts : "arn:${module.session.partition}:iam::${id}:root"]
    }

    condition {
      test     = "ForAllValues:StringEquals"
      variable = "oam:ResourceTypes"
      values   = ["AWS::XRay::Trace", "AWS::CloudWatch::Metric", "AWS::Logs::LogGroup"]
    }
  }
}

resource "aws_oam_sink_policy" "this" {
  sink_identifier = aws_oam_sink.this.arn
  policy          = data.aws_iam_policy_document.sink.json
}
