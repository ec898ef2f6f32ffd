# terraform_data is part of Terraform itself, so this module needs no provider at all,
# and its tests run wherever a terraform binary is.
terraform {
  required_version = ">= 1.9"
}
