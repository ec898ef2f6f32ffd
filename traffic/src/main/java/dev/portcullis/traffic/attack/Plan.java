package dev.portcullis.traffic.attack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The attacks there are, each with its one usual target. Nothing else can be asked for. */
public enum Plan {
    /** Connects to the database and logs in, again and again, and keeps the first session that it gets. */
    MYSQL_LOGIN("mysql.users.svc.cluster.local:3306"),
    /** Logs in and counts the rows the account may read; it never looks at what is in them. */
    MYSQL_EXFILTRATE("mysql.users.svc.cluster.local:3306"),
    /** The same login; its pod wears the labels of the user service, in another namespace. */
    LABEL_IMPOSTOR("mysql.users.svc.cluster.local:3306"),
    /** Knocks at one well-known port of the database's pod after the other. */
    PORT_SCAN("mysql-pods.users.svc.cluster.local:3306"),
    /** Asks the user service to delete a user that cannot exist. */
    API_DELETE("user-service.users.svc.cluster.local:80"),
    /** Opens a connection to the API server and closes it; its pod wears the labels of the database. */
    DB_EGRESS("kubernetes.default.svc.cluster.local:443");

    private final String target;

    Plan(String target) {
        this.target = target;
    }

    /** The name on the command line: {@code mysql-login}. */
    public String planName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where it goes unless told otherwise, as {@code host:port}. */
    String usualTarget() {
        return target;
    }

    /** The plan of that name; empty if there is none. */
    public static Optional<Plan> parse(String name) {
        return Arrays.stream(values()).filter(plan -> plan.planName().equals(name)).findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Plan::planName).toList();
    }
}
