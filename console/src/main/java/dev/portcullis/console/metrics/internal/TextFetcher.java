package dev.portcullis.console.metrics.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Fetches pages of text over HTTP, none longer than a bound. */
final class TextFetcher {
    private static final int MOST_CHARACTERS = 32 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    // The JDK's client: it follows the proxy of the system properties, where a pod has one
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(2))
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    FetchResult fetch(URI page) {
        var request =
                HttpRequest.newBuilder(page)
                        .timeout(PATIENCE)
                        .header("Accept", "text/plain;version=0.0.4, application/json")
                        .build();
        try {
            var response = http.send(request, BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                return response.statusCode() == 200
                        ? new FetchResult.Fetched(lines(body))
                        : new FetchResult.Failed(
                                "%s answered %d".formatted(page, response.statusCode()));
            }
        } catch (IOException failed) {
            return new FetchResult.Failed("%s does not answer".formatted(page));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new FetchResult.Failed("the console is ending");
        }
    }

    private static List<String> lines(InputStream body) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        var lines = new ArrayList<String>();
        long characters = 0;
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            characters += line.length() + 1;
            if (characters > MOST_CHARACTERS) {
                throw new IOException("The page is longer than %d".formatted(MOST_CHARACTERS));
            }
            lines.add(line);
        }
        return lines;
    }
}
