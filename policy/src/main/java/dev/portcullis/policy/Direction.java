package dev.portcullis.policy;

/** The side of a connection on which policies are asked: leaving the client, entering the server. */
public enum Direction {
    INGRESS("ingress"),
    EGRESS("egress");

    private final String word;

    Direction(String word) {
        this.word = word;
    }

    /** The section of a policy that speaks about this direction, as YAML writes it. */
    public String word() {
        return word;
    }
}
