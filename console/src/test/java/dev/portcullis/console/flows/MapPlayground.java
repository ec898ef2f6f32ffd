package dev.portcullis.console.flows;

import dev.portcullis.console.Console;
import org.springframework.boot.SpringApplication;

/** The console on a made-up cluster with made-up traffic, to look at while working on the map: {@code main} and look. */
public final class MapPlayground {
    private MapPlayground() {}

    public static void main(String[] arguments) {
        var relay = new FakeRelay();
        var cluster = new TestCluster();
        var application = new SpringApplication(Console.class);
        application.setDefaultProperties(
                java.util.Map.of(
                        "portcullis.hubble.address", relay.address(),
                        "portcullis.kubeconfig", cluster.kubeconfig().toString()));
        application.run(arguments);
        var unused = new TestTraffic(relay);
    }
}
