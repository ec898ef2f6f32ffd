package dev.portcullis.userservice.users;

/** What a user may do in the shop. */
public enum Role {
    MEMBER,
    SUPPORT,
    ADMIN
}
