# Needs the AWS provider's plug-in (terraform init), but no account: it is mocked.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = {
      region = "eu-central-1"
    }
  }
}

variables {
  name  = "gate"
  zones = ["eu-central-1a", "eu-central-1b"]
}

run "machines_live_apart_from_the_internet" {
  command = plan

  assert {
    condition     = alltrue([for subnet in aws_subnet.private : subnet.map_public_ip_on_launch == false])
    error_message = "A private subnet hands out public addresses."
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 1
    error_message = "One NAT gateway is the default."
  }
}

run "only_https_leaves_and_nothing_enters_from_outside" {
  command = plan

  assert {
    condition = alltrue([
      for rule in aws_vpc_security_group_egress_rule.https : rule.from_port == 443 && rule.to_port == 443
    ])
    error_message = "Something other than HTTPS may leave for the internet."
  }

  assert {
    condition = alltrue([
      for rule in aws_vpc_security_group_ingress_rule.worker_to_worker : rule.cidr_ipv4 == null
    ])
    error_message = "Workers admit addresses, not only each other."
  }
}

run "a_gateway_in_each_zone_when_asked" {
  command = plan

  variables {
    nat_per_zone = true
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 2
    error_message = "Each zone should have its own gateway."
  }
}

run "pods_within_the_vpc_are_refused" {
  command = plan

  variables {
    pod_cidr = "10.80.128.0/17"
  }

  expect_failures = [var.pod_cidr]
}

run "ciliums_own_default_pool_is_refused" {
  command = plan

  variables {
    pod_cidr = "10.0.0.0/8"
  }

  expect_failures = [var.pod_cidr]
}

run "services_over_pods_are_refused" {
  command = plan

  variables {
    service_cidr = "10.244.128.0/20"
  }

  expect_failures = [var.service_cidr]
}
