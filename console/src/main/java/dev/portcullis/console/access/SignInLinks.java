package dev.portcullis.console.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Links that sign the operator in once. */
public interface SignInLinks {
    /** Makes a code for a new link. */
    String issue();

    /** Uses a code up and, if it was good, starts a signed-in session on this request. */
    Redeemed redeem(String code, HttpServletRequest request, HttpServletResponse response);

    /** What came of a code. */
    enum Redeemed {
        SIGNED_IN,
        /** Unknown, used before, or too old: the three look the same from outside. */
        SPENT,
        /** Too many wrong codes came from this address. */
        LOCKED
    }
}
