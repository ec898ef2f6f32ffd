# Needs the AWS provider's plug-in (terraform init), but no account: it is mocked.

mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    }
  }

  mock_data "aws_ssm_parameter" {
    defaults = {
      insecure_value = "ami-00000000000000000"
    }
  }
}

variables {
  name   = "gate"
  vpc_id = "vpc-1"
  private_subnet_ids = {
    a = "subnet-a"
    b = "subnet-b"
  }
  security_group_ids = {
    workers     = "sg-workers"
    controllers = "sg-controllers"
    api         = "sg-api"
  }
  ssh_public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA test"
}

run "every_disk_is_encrypted_gp3_and_metadata_asks_for_a_token" {
  command = plan

  assert {
    condition = alltrue([
      for machine in concat(values(aws_instance.controller), values(aws_instance.worker)) :
      machine.root_block_device[0].encrypted && machine.root_block_device[0].volume_type == "gp3"
    ])
    error_message = "A root volume is not encrypted gp3."
  }

  assert {
    condition = alltrue([
      for machine in concat(values(aws_instance.controller), values(aws_instance.worker)) :
      machine.metadata_options[0].http_tokens == "required"
    ])
    error_message = "A machine answers metadata requests without a token (IMDSv1)."
  }
}

run "no_machine_has_a_public_address" {
  command = plan

  assert {
    condition = alltrue([
      for machine in concat(values(aws_instance.controller), values(aws_instance.worker)) :
      machine.associate_public_ip_address == false
    ])
    error_message = "A machine would get a public address."
  }

  assert {
    condition     = aws_lb.api.internal
    error_message = "The API's load balancer faces the internet."
  }
}

run "machines_are_dealt_out_over_the_zones" {
  command = plan

  assert {
    condition     = aws_instance.worker["worker-0"].subnet_id != aws_instance.worker["worker-1"].subnet_id
    error_message = "Two workers share a zone while another is empty."
  }
}

run "an_even_number_of_controllers_is_refused" {
  command = plan

  variables {
    controllers = 2
  }

  expect_failures = [var.controllers]
}

run "a_private_key_in_the_wrong_place_is_refused" {
  command = plan

  variables {
    ssh_public_key = "-----BEGIN OPENSSH PRIVATE KEY-----"
  }

  expect_failures = [var.ssh_public_key]
}
