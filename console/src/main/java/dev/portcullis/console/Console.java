package dev.portcullis.console;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.server.LoadDependenciesOnStartup;
import com.vaadin.flow.theme.lumo.Lumo;
import dev.portcullis.console.base.MainLayout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The product: one web console over the Kubernetes API, Hubble, the user service and Grafana. */
@SpringBootApplication
@Push
@StyleSheet(Lumo.STYLESHEET)
@Viewport("width=device-width, initial-scale=1")
// Nothing beyond the shell is needed before sign-in: each page brings its own chunk.
@LoadDependenciesOnStartup(MainLayout.class)
public class Console implements AppShellConfigurator {
    public static void main(String[] arguments) {
        SpringApplication.run(Console.class, arguments);
    }

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setPageTitle("Portcullis");
        // Until the theme is loaded the page has the system's ground, not a white flash.
        settings.addMetaTag("color-scheme", "light dark");
        settings.addFavIcon("icon", "portcullis.svg", "any");
    }
}
