package dev.portcullis.traffic.attack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The attacks there are. Nothing else can be asked for. */
public enum Plan {
    /** Connects to the database and logs in, again and again, and keeps the first session that it gets. */
    MYSQL_LOGIN,
    /** Logs in and counts the rows the account may read; it never looks at what is in them. */
    MYSQL_EXFILTRATE;

    /** The name on the command line: {@code mysql-login}. */
    public String planName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The plan of that name; empty if there is none. */
    public static Optional<Plan> parse(String name) {
        return Arrays.stream(values()).filter(plan -> plan.planName().equals(name)).findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Plan::planName).toList();
    }
}
