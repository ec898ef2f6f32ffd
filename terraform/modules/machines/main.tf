locals {
  subnets = [for zone in sort(keys(var.private_subnet_ids)) : var.private_subnet_ids[zone]]

  controllers = { for index in range(var.controllers) : format("controller-%d", index) => index }
  workers     = { for index in range(var.workers) : format("worker-%d", index) => index }

  api_ports = {
    api          = var.api_port
    join         = 9443
    konnectivity = 8132
  }
  # One attachment for each controller and port
  attachments = {
    for pair in setproduct(keys(local.controllers), keys(local.api_ports)) :
    format("%s-%s", pair[0], pair[1]) => { controller = pair[0], port = pair[1] }
  }
}

# The machines as the cluster module takes them
locals {
  controller_hosts = [
    for name, machine in aws_instance.controller : {
      name            = name
      role            = "controller"
      instance_id     = machine.id
      private_address = machine.private_ip
    }
  ]

  worker_hosts = [
    for name, machine in aws_instance.worker : {
      name            = name
      role            = "worker"
      instance_id     = machine.id
      private_address = machine.private_ip
    }
  ]
}

# Amazon Linux 2023 has the SSM agent on board
data "aws_ssm_parameter" "image" {
  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${var.architecture}"
}

resource "aws_key_pair" "k0sctl" {
  key_name_prefix = "${var.name}-k0sctl-"
  public_key      = var.ssh_public_key

  tags = var.tags
}

resource "aws_instance" "controller" {
  for_each = local.controllers

  ami                    = data.aws_ssm_parameter.image.insecure_value
  instance_type          = var.controller_type
  subnet_id              = local.subnets[each.value % length(local.subnets)]
  vpc_security_group_ids = [var.security_group_ids.controllers]
  iam_instance_profile   = aws_iam_instance_profile.controller.name
  key_name               = aws_key_pair.k0sctl.key_name

  associate_public_ip_address = false

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
    # A controller runs no pods: one hop is enough
    http_put_response_hop_limit = 1
  }

  root_block_device {
    volume_type = "gp3"
    volume_size = var.root_volume_gib
    encrypted   = true
    kms_key_id  = var.kms_key_arn
  }

  tags        = merge(var.tags, { Name = "${var.name}-${each.key}" })
  volume_tags = merge(var.tags, { Name = "${var.name}-${each.key}" })

  lifecycle {
    # A newer image is a decision, not a side effect: etcd lives on this disk
    ignore_changes = [ami]
  }
}

resource "aws_instance" "worker" {
  for_each = local.workers

  ami                    = data.aws_ssm_parameter.image.insecure_value
  instance_type          = var.worker_type
  subnet_id              = local.subnets[each.value % length(local.subnets)]
  vpc_security_group_ids = [var.security_group_ids.workers]
  iam_instance_profile   = aws_iam_instance_profile.worker.name
  key_name               = aws_key_pair.k0sctl.key_name

  associate_public_ip_address = false

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
    # The EBS driver's pods ask for credentials, which is a second hop. All other pods
    # are kept off by the policy metadata-address-denied.
    http_put_response_hop_limit = 2
  }

  root_block_device {
    volume_type = "gp3"
    volume_size = var.root_volume_gib
    encrypted   = true
    kms_key_id  = var.kms_key_arn
  }

  # No volume_tags here: they would fight the tags of volumes that the EBS driver attaches
  tags = merge(var.tags, { Name = "${var.name}-${each.key}" })

  lifecycle {
    ignore_changes = [ami]
  }
}
