package dev.portcullis.console.setup.internal;

import dev.portcullis.console.setup.SetupCheck;
import dev.portcullis.console.setup.SetupChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes all checks side by side, so that the slowest one is all a person waits for. */
final class ParallelSetupChecks implements SetupChecks {
    private final List<Check> checks;

    ParallelSetupChecks(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public List<SetupCheck> run() {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<SetupCheck>> calls =
                    checks.stream().<Callable<SetupCheck>>map(check -> check::make).toList();
            List<SetupCheck> made = new ArrayList<>();
            for (Future<SetupCheck> call : executor.invokeAll(calls)) {
                made.add(call.get());
            }
            return List.copyOf(made);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The checks were interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A check failed", failed.getCause());
        }
    }
}
