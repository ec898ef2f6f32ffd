# One address for the API, whatever becomes of a controller. Internal: the internet
# cannot see it.
resource "aws_lb" "api" {
  name_prefix        = substr(var.name, 0, 6)
  internal           = true
  load_balancer_type = "network"
  subnets            = local.subnets
  security_groups    = [var.security_group_ids.api]

  enable_cross_zone_load_balancing = true

  tags = merge(var.tags, { Name = "${var.name}-api" })
}

resource "aws_lb_target_group" "api" {
  for_each = local.api_ports

  name_prefix = substr("${each.key}-", 0, 6)
  vpc_id      = var.vpc_id
  port        = each.value
  protocol    = "TCP"

  # A controller also reaches itself this way; with its own address kept, the answer
  # would not find back
  preserve_client_ip = false

  health_check {
    protocol = "TCP"
    interval = 10
  }

  tags = merge(var.tags, { Name = "${var.name}-${each.key}" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lb_listener" "api" {
  for_each = local.api_ports

  load_balancer_arn = aws_lb.api.arn
  port              = each.value
  protocol          = "TCP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.api[each.key].arn
  }

  tags = var.tags
}

resource "aws_lb_target_group_attachment" "api" {
  for_each = local.attachments

  target_group_arn = aws_lb_target_group.api[each.value.port].arn
  target_id        = aws_instance.controller[each.value.controller].id
}
