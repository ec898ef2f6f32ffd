package dev.portcullis.userservice.users;

/** A password after a slow hash. It has no printed form, so that no log line can carry it. */
public record PasswordHash(String encoded) {
    @Override
    public String toString() {
        return "PasswordHash[hidden]";
    }
}
