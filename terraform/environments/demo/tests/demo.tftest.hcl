# Needs the AWS provider's plug-in (terraform init), but no account: it is mocked.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = {
      region = "eu-central-1"
    }
  }

  mock_data "aws_availability_zones" {
    defaults = {
      names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
    }
  }

  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    }
  }
}

variables {
  ssh_public_key       = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA test"
  ssh_private_key_path = "~/.ssh/portcullis"
  apply_k0s            = false
}

run "one_controller_and_two_workers_come_up" {
  command = apply

  assert {
    condition     = length(yamldecode(output.k0sctl_config).spec.hosts) == 3
    error_message = "One controller and two workers are the default."
  }

  assert {
    condition     = strcontains(output.relay_address, ":443")
    error_message = "Relay should speak TLS on this cluster."
  }
}
