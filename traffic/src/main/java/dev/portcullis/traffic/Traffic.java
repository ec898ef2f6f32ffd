package dev.portcullis.traffic;

import dev.portcullis.traffic.attack.Attack;
import dev.portcullis.traffic.attack.AttackSettings;
import dev.portcullis.traffic.attack.Plan;
import dev.portcullis.traffic.client.Client;
import dev.portcullis.traffic.client.ClientSettings;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command line: {@code client}, or {@code attack <plan>}; everything else comes from the environment. */
@Command(
        name = "traffic",
        mixinStandardHelpOptions = true,
        description = "Legitimate load, and attack plans for drills. JSON lines out.")
public final class Traffic {

    private static final int USAGE = 2;

    private final Environment environment;
    private final JsonLines out;
    private final Clock clock;

    Traffic(Environment environment, JsonLines out, Clock clock) {
        this.environment = environment;
        this.out = out;
        this.clock = clock;
    }

    @Command(
            name = "client",
            mixinStandardHelpOptions = true,
            description = "Reads and writes users at a steady rate (TARGET, RATE, REPORT, USERS).")
    int client() throws InterruptedException {
        new Client(ClientSettings.from(environment), clock, out).run();
        return 0;
    }

    @Command(
            name = "attack",
            mixinStandardHelpOptions = true,
            description =
                    "Runs one plan (DRILL, TARGET, ATTEMPTS, INTERVAL_MS, CONNECT_TIMEOUT_MS,"
                            + " DB_USERNAME, DB_PASSWORD). Exit code 0: blocked, 10: exposed, 20:"
                            + " inconclusive.")
    int attack(@Parameters(paramLabel = "<plan>", converter = PlanName.class) Plan plan)
            throws InterruptedException {
        return new Attack(AttackSettings.from(environment, plan), clock, out).run().exitCode();
    }

    /** Runs one command and answers its exit code; 2 is a wrong command line or environment. */
    static int run(Traffic traffic, String... arguments) {
        CommandLine line = new CommandLine(traffic);
        line.setExecutionExceptionHandler(
                (failure, _, _) -> {
                    if (failure instanceof Environment.BadSetting) {
                        line.getErr().println("traffic: " + failure.getMessage());
                        return USAGE;
                    }
                    throw failure;
                });
        if (arguments.length == 0) {
            line.usage(line.getErr());
            return USAGE;
        }
        return line.execute(arguments);
    }

    public static void main(String[] arguments) {
        Traffic traffic =
                new Traffic(
                        new Environment(System.getenv()),
                        new JsonLines(System.out),
                        Clock.systemUTC());
        System.exit(run(traffic, arguments));
    }

    static final class PlanName implements CommandLine.ITypeConverter<Plan> {
        @Override
        public Plan convert(String name) {
            return Plan.parse(name)
                    .orElseThrow(
                            () ->
                                    new CommandLine.TypeConversionException(
                                            "there is no plan '"
                                                    + name
                                                    + "'; there is "
                                                    + String.join(", ", Plan.names())));
        }
    }
}
