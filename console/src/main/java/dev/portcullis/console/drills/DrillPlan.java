package dev.portcullis.console.drills;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The attacks there are. Nothing else can be launched. */
public enum DrillPlan {
    MYSQL_LOGIN(
            "mysql-login",
            "Direct login from an unlabelled pod",
            "Connects to the database and logs in, past the user service.",
            "users/mysql-ingress",
            "Every attempt ends in a timeout, and the network reports each as denied.",
            "The pod logs in as if it were the user service.",
            List.of(
                    "The database answers at most as many logins as there are attempts.",
                    "The first session is held until the drill ends: one of its connections."),
            List.of(
                    "Login only: the account has no rights on any data.",
                    "The session it keeps shows whether closing the gate cuts it."),
            List.of(Placement.OUTSIDE, Placement.INSIDE)),
    MYSQL_EXFILTRATE(
            "mysql-exfiltrate",
            "Leaked credentials",
            "Logs in and counts the rows the account may read.",
            "users/mysql-ingress",
            "Stolen credentials are worth nothing: no attempt reaches the login.",
            "The credentials work, and the ledger says how many rows they could read.",
            List.of("The database runs one count for each table, of fifty at most, per attempt."),
            List.of(
                    "It counts rows and never reads what is in them.",
                    "The account has no rights on any data."),
            List.of(Placement.OUTSIDE)),
    LABEL_IMPOSTOR(
            "label-impostor",
            "An impostor with the right labels",
            "Wears the labels of the user service in another namespace, and logs in.",
            "users/mysql-ingress",
            "Labels alone open nothing: the rule means the user service of its own namespace.",
            "Whoever wears the labels, in whatever namespace, is let in.",
            List.of("As many logins as attempts; no Service of that namespace selects the pod."),
            List.of("Login only: the account has no rights on any data."),
            List.of(Placement.OUTSIDE)),
    PORT_SCAN(
            "port-scan",
            "Port scan of the database",
            "Knocks at ten well-known ports of the database's pod, one after the other.",
            "users/mysql-ingress",
            "Every knock ends in a timeout: a scanner learns nothing.",
            "3306 accepts and the others refuse: a scanner has its map.",
            List.of(
                    "One TCP connection per knock, closed at once; the server logs aborted connects."),
            List.of("Not one byte is sent.", "Only the database's pod is scanned, never a range."),
            List.of(Placement.OUTSIDE)),
    API_DELETE(
            "api-delete",
            "Lateral move through the API",
            "As a taken-over storefront, asks the user service to delete a user.",
            "users/user-service-ingress",
            "Each request is answered 403 by the proxy, and never reaches the service.",
            "The service itself answers: the storefront could delete users.",
            List.of(
                    "One DELETE per attempt at the user service, for a user that cannot exist.",
                    "The answer 404 proves that the request got through; nobody is deleted."),
            List.of(
                    "The user is the nil UUID, which no service gives away, at version 0, which no user has.",
                    "Its pod is never Ready: no Service sends it the storefront's traffic."),
            List.of(Placement.TWIN)),
    DB_EGRESS(
            "db-egress",
            "Outward from the database",
            "As a taken-over database, opens a connection to the API server.",
            "users/mysql-egress",
            "The database calls nobody: every attempt is denied on its way out.",
            "Who takes the database over can go on from there.",
            List.of("One TCP connection to the API server per attempt, closed at once."),
            List.of(
                    "Not one byte is sent, and the pod has no token.",
                    "A twin wears the database's labels and is never Ready, so no Service sends it traffic, and nobody needs a right to run commands in the database."),
            List.of(Placement.TWIN));

    private final String planName;
    private final String title;
    private final String description;
    private final String guard;
    private final String guarded;
    private final String open;
    private final List<String> blastRadius;
    private final List<String> safety;
    private final List<Placement> placements;

    DrillPlan(
            String planName,
            String title,
            String description,
            String guard,
            String guarded,
            String open,
            List<String> blastRadius,
            List<String> safety,
            List<Placement> placements) {
        this.planName = planName;
        this.title = title;
        this.description = description;
        this.guard = guard;
        this.guarded = guarded;
        this.open = open;
        this.blastRadius = blastRadius;
        this.safety = safety;
        this.placements = placements;
    }

    /** The name in JSON and on the attacker's command line. */
    @JsonValue
    public String planName() {
        return planName;
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    /** The policy it puts to the test, as {@code namespace/name}. */
    public String guard() {
        return guard;
    }

    /** What is expected while that policy is on, in a sentence. */
    public String expectedGuarded() {
        return guarded;
    }

    /** What is expected while it is off, in a sentence. */
    public String expectedOpen() {
        return open;
    }

    /** What it touches at worst, in sentences. */
    public List<String> blastRadius() {
        return blastRadius;
    }

    /** What keeps it harmless, in sentences. */
    public List<String> safety() {
        return safety;
    }

    /** Where it can be launched from, the usual place first. */
    public List<Placement> placements() {
        return placements;
    }

    /** The plan of that name; empty if there is none. */
    public static Optional<DrillPlan> parse(String name) {
        return Arrays.stream(values()).filter(plan -> plan.planName.equals(name)).findFirst();
    }

    @JsonCreator
    static DrillPlan of(String name) {
        return parse(name).orElseThrow(() -> new IllegalArgumentException("no plan " + name));
    }

    /** All names, for a sentence about a wrong one. */
    public static List<String> names() {
        return Arrays.stream(values()).map(DrillPlan::planName).toList();
    }
}
