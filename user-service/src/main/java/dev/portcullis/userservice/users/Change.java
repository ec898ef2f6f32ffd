package dev.portcullis.userservice.users;

import java.util.Optional;

/** What is to be different; what is empty stays as it is. */
public record Change(
        Optional<Email> email,
        Optional<String> displayName,
        Optional<Role> role,
        Optional<PasswordHash> password) {}
