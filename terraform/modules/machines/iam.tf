data "aws_iam_policy_document" "ec2_may_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "controller" {
  name_prefix        = "${var.name}-controller-"
  assume_role_policy = data.aws_iam_policy_document.ec2_may_assume.json

  tags = var.tags
}

resource "aws_iam_role" "worker" {
  name_prefix        = "${var.name}-worker-"
  assume_role_policy = data.aws_iam_policy_document.ec2_may_assume.json

  tags = var.tags
}

# The way in for people and for k0sctl
resource "aws_iam_role_policy_attachment" "ssm" {
  for_each = {
    controller = aws_iam_role.controller.name
    worker     = aws_iam_role.worker.name
  }

  role       = each.value
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

# Only volumes tagged ebs.csi.aws.com/cluster=true, which the driver sets itself
resource "aws_iam_role_policy_attachment" "ebs" {
  role       = aws_iam_role.worker.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicyV2"
}

data "aws_iam_policy_document" "volume_key" {
  count = var.kms_key_arn == null ? 0 : 1

  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"]
    resources = [var.kms_key_arn]
  }

  statement {
    actions   = ["kms:CreateGrant"]
    resources = [var.kms_key_arn]

    condition {
      test     = "Bool"
      variable = "kms:GrantIsForAWSResource"
      values   = ["true"]
    }
  }
}

resource "aws_iam_role_policy" "volume_key" {
  count = var.kms_key_arn == null ? 0 : 1

  name   = "volume-key"
  role   = aws_iam_role.worker.name
  policy = data.aws_iam_policy_document.volume_key[0].json
}

resource "aws_iam_instance_profile" "controller" {
  name_prefix = "${var.name}-controller-"
  role        = aws_iam_role.controller.name

  tags = var.tags
}

resource "aws_iam_instance_profile" "worker" {
  name_prefix = "${var.name}-worker-"
  role        = aws_iam_role.worker.name

  tags = var.tags
}
