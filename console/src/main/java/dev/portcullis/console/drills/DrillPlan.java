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
            List.of(
                    "Login only: the account has no rights on any data.",
                    "The first session it gets is kept, to see whether closing the gate cuts it.")),
    MYSQL_EXFILTRATE(
            "mysql-exfiltrate",
            "Leaked credentials",
            "Logs in and counts the rows the account may read.",
            List.of(
                    "It counts rows and never reads what is in them.",
                    "The account has no rights on any data."));

    private final String planName;
    private final String title;
    private final String description;
    private final List<String> safety;

    DrillPlan(String planName, String title, String description, List<String> safety) {
        this.planName = planName;
        this.title = title;
        this.description = description;
        this.safety = safety;
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

    /** What keeps it harmless, in sentences. */
    public List<String> safety() {
        return safety;
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
