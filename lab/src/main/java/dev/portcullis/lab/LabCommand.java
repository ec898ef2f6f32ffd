package dev.portcullis.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs a lab from the command line until it is told to stop. */
final class LabCommand {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final PrintStream out;

    LabCommand(PrintStream out) {
        this.out = out;
    }

    /** Returns the exit code. */
    int run(String... arguments) throws InterruptedException {
        LabSettings settings;
        try {
            settings = LabSettings.parse(arguments);
        } catch (LabSettings.BadArguments e) {
            out.println("lab: " + e.getMessage());
            return 2;
        }
        long began = System.nanoTime();
        out.println("Starting the lab");
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicBoolean failed = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, stopped)));
        try (Lab lab = Lab.start(settings)) {
            announce(settings, lab.endpoints(), began, stop);
            stop.await();
            out.println("Stopping");
        } catch (Exception e) {
            failed.set(true);
            out.println("lab: " + reason(e));
            if (Boolean.getBoolean("portcullis.trace")) {
                e.printStackTrace(out);
            }
        } finally {
            stopped.countDown();
        }
        return failed.get() ? 1 : 0;
    }

    private void announce(
            LabSettings settings, LabEndpoints endpoints, long began, CountDownLatch stop)
            throws InterruptedException {
        out.println("  Kubernetes   export KUBECONFIG=" + endpoints.kubeconfig());
        out.println("  Hubble       hubble observe --server " + endpoints.relay());
        out.println("  User service " + endpoints.userService());
        if (settings.without().contains("console")) {
            return;
        }
        out.println("Waiting for the console");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(endpoints.console())) {
            if (System.nanoTime() > end) {
                out.println(
                        "The console does not answer. See: kubectl -n portcullis logs deploy/console");
                return;
            }
            if (stop.await(PAUSE.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        out.printf(
                "%nPortcullis is ready after %.1f s%n%n  %s%n%n  Sign in once:  %s%n%nCtrl-C stops it.%n",
                (System.nanoTime() - began) / 1e9, endpoints.console(), endpoints.signIn());
    }

    private static boolean answers(URI console) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            console.resolve("/actuator/health/readiness")
                                    .toURL()
                                    .openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(3000);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void stopAndWait(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String reason(Throwable failure) {
        StringBuilder text = new StringBuilder(String.valueOf(failure.getMessage()));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            text.append(": ").append(cause.getMessage());
        }
        return text.toString();
    }
}
