package dev.portcullis.console.access;

/** What somebody signed in may do. */
public enum Role {
    /** Sees everything, changes nothing. */
    VIEWER,
    /** Turns policies, runs drills, manages users of the user service. */
    OPERATOR;

    /** The name to write in {@code @RolesAllowed}: may look. */
    public static final String VIEWER_NAME = "VIEWER";

    /** The name to write in {@code @RolesAllowed}: may act. */
    public static final String OPERATOR_NAME = "OPERATOR";
}
