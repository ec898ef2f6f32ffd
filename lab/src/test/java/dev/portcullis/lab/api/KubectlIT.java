package dev.portcullis.lab.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;

/** What people type, with the kubectl on this machine. */
@EnabledIf("kubectlIsThere")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubectlIT {

    private static final String WEB =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
              labels: {app: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - name: web
                    image: example.org/web:1
                    ports: [{containerPort: 8080, name: http}]
                    env: [{name: COLOUR, value: blue}]
            """;

    private LabApi lab;

    static boolean kubectlIsThere() {
        return java.util.Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> new java.io.File(folder, "kubectl").canExecute());
    }

    @BeforeAll
    void start() throws IOException {
        lab = new LabApi();
    }

    @AfterAll
    void stop() throws IOException {
        lab.close();
    }

    @Test
    void itSeesTheKinds() {
        assertThat(lab.kubectl("api-resources").ok())
                .contains("deployments", "ciliumnetworkpolicies", "cnp");
        assertThat(lab.kubectl("version").ok()).contains("Server Version: v1.34.0");
    }

    @Test
    void anAppliedDeploymentIsListedAndDescribed() {
        lab.kubectlWith(WEB, "apply", "-f", "-").ok();

        assertThat(lab.kubectl("get", "deploy").ok()).contains("READY", "0/2");
        assertThat(lab.kubectl("get", "deploy", "-o", "wide").ok())
                .contains("example.org/web:1", "app=web");
        assertThat(lab.kubectl("get", "deploy", "web", "-o", "yaml").ok())
                .contains("kind: Deployment");
        assertThat(lab.kubectl("describe", "deploy", "web").ok()).contains("COLOUR:");
        assertThat(lab.kubectlWith(WEB, "apply", "-f", "-").ok()).contains("unchanged");
        assertThat(lab.kubectlWith(WEB.replace("blue", "green"), "apply", "-f", "-").ok())
                .contains("configured");
        assertThat(lab.kubectl("scale", "deploy", "web", "--replicas=3").ok()).contains("scaled");
        assertThat(lab.kubectl("delete", "deploy", "web").ok()).contains("deleted");
    }
}
