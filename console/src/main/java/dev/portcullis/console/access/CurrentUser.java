package dev.portcullis.console.access;

import java.util.Optional;

/** Who is behind the request or page being served. Ask on the request's own thread. */
public interface CurrentUser {
    /** The user, or empty when nobody is signed in or no request is being served. */
    Optional<User> find();

    /**
     * The user, where one must be there.
     *
     * @throws org.springframework.security.access.AccessDeniedException if there is none
     */
    User require();
}
