package dev.portcullis.console;

import com.vaadin.flow.component.page.AppShellConfigurator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The product: one web console over the Kubernetes API, Hubble, the user service and Grafana. */
@SpringBootApplication
public class Console implements AppShellConfigurator {
    public static void main(String[] arguments) {
        SpringApplication.run(Console.class, arguments);
    }
}
