package dev.portcullis.bench.storm;

import static dev.portcullis.bench.storm.Figures.say;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** What every scenario plays on: the storm's relay, and a console that follows it. */
record Stage(StormRelay relay, ConsoleProcess console) {

    /** Waits until everything sent is shown or reported, and says whether it adds up. */
    void balance(long alsoReported) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        long shown;
        long lost;
        long sent = relay.emitted() + alsoReported;
        JsonNode status;
        do {
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            relay.send();
            status = console.get("/api/v1/status").path("relay");
            shown = status.path("flows").asLong();
            lost = status.path("lost").asLong();
        } while (shown + lost != sent && System.nanoTime() < end);
        say("sent", "%,d", sent);
        say("shown + reported lost", "%,d + %,d = %,d", shown, lost, shown + lost);
        say(
                "difference",
                "%,d%s",
                shown + lost - sent,
                shown + lost == sent ? " (adds up)" : " (DOES NOT ADD UP)");
    }

    /** Flows of 200 workloads to 20 servers, one in twenty denied. */
    static FlowTemplate[] shop() {
        var templates = new FlowTemplate[2_000];
        for (int i = 0; i < templates.length; i++) {
            int from = i % 200;
            int to = i / 200 + 10 * (i % 2);
            var client = FlowTemplate.pod("team-" + from % 20, "service-" + from);
            var server = FlowTemplate.pod("team-" + to, "server-" + to);
            String fromIp = "10.0.%d.%d".formatted(from, from);
            String toIp = "10.1.%d.%d".formatted(to, to);
            templates[i] =
                    i % 20 == 0
                            ? FlowTemplate.denial(client, fromIp, server, toIp, 8_000 + to)
                            : FlowTemplate.packet(client, fromIp, server, toIp, 8_000 + to);
        }
        return templates;
    }
}
