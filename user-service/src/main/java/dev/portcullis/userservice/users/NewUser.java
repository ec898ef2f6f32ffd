package dev.portcullis.userservice.users;

/** A user to be created. */
public record NewUser(Email email, String displayName, Role role, PasswordHash password) {}
