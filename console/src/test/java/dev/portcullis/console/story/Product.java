package dev.portcullis.console.story;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the one product of a test run, and the one browser, to every story that asks for a {@link RunningProduct} or a
 * {@link Chromium}: a lab takes half a minute to start. Each story leaves it as it found it.
 */
final class Product implements ParameterResolver {
    private static final ExtensionContext.Namespace STORY =
            ExtensionContext.Namespace.create(Product.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> wanted = parameter.getParameter().getType();
        return wanted == RunningProduct.class || wanted == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store run = context.getRoot().getStore(STORY);
        return parameter.getParameter().getType() == Chromium.class
                ? run.computeIfAbsent(Chromium.class, _ -> new Chromium(), Chromium.class)
                : run.computeIfAbsent(Started.class, _ -> Started.now(), Started.class).product();
    }

    private record Started(RunningProduct product, Path home) implements AutoCloseable {
        static Started now() {
            try {
                Path home = Files.createTempDirectory("portcullis-story");
                return new Started(RunningProduct.start(home), home);
            } catch (Exception failed) {
                throw new ParameterResolutionException("The product did not start", failed);
            }
        }

        @Override
        public void close() throws Exception {
            product.close();
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
