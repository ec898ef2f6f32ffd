package dev.portcullis.bench.ingest;

import dev.portcullis.hubble.FlowClient;
import dev.portcullis.hubble.FlowQuery;
import dev.portcullis.hubble.HubbleSettings;
import dev.portcullis.hubble.proto.observer.ObserverGrpc;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes flows in, in turn by the transport alone, by generated messages and by FlowClient with an
 * aggregation of edges, and compares the medians. Of the last, only flows that were added up count: what finds no room
 * costs time as well, and is a loss. A round ends after so many flows, or seconds if
 * the machine is busy. Arguments: the source's port, rounds, thousands of flows per round.
 */
public final class Ingest {
    private static final double LONGEST_ROUND_SECONDS = 20;

    private enum Way {
        TRANSPORT("transport alone"),
        MESSAGES("generated messages"),
        CLIENT("FlowClient + edges");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    private final int port;
    private long dropped;
    private int edges;

    private Ingest(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) throws InterruptedException {
        int rounds = Integer.parseInt(arguments[1]);
        long enough = 1_000 * Long.parseLong(arguments[2]);
        var ingest = new Ingest(Integer.parseInt(arguments[0]));
        for (Way way : Way.values()) {
            ingest.measure(way, 2 * enough);
        }
        ingest.dropped = 0;
        Map<Way, List<Sample>> samples = new EnumMap<>(Way.class);
        for (int round = 0; round < rounds; round++) {
            for (Way way : Way.values()) {
                samples.computeIfAbsent(way, _ -> new ArrayList<>())
                        .add(ingest.measure(way, enough));
            }
        }
        ingest.print(samples);
    }

    private Sample measure(Way way, long enough) throws InterruptedException {
        return switch (way) {
            case TRANSPORT -> follow(RawBytes.LENGTH, enough);
            case MESSAGES ->
                    follow(ObserverGrpc.getGetFlowsMethod().getResponseMarshaller(), enough);
            case CLIENT -> client(enough);
        };
    }

    private <T> Sample follow(MethodDescriptor.Marshaller<T> marshaller, long enough)
            throws InterruptedException {
        try (var follower = new RawFollower<>(port, marshaller)) {
            while (follower.messages() == 0) {
                Thread.onSpinWait();
            }
            return Sample.of(follower::messages, enough, LONGEST_ROUND_SECONDS);
        }
    }

    private Sample client(long enough) throws InterruptedException {
        var settings = HubbleSettings.at("127.0.0.1:" + port);
        var counts = new Edges();
        try (FlowClient client = FlowClient.open(settings, FlowQuery.everything(0))) {
            Thread reader =
                    Thread.ofPlatform()
                            .daemon()
                            .start(
                                    () -> {
                                        try {
                                            while (true) {
                                                counts.add(
                                                        client.poll(4_096, Duration.ofSeconds(1)));
                                            }
                                        } catch (InterruptedException done) {
                                            Thread.currentThread().interrupt();
                                        }
                                    });
            while (counts.added() == 0) {
                Thread.onSpinWait();
            }
            Sample sample = Sample.of(counts::added, enough, LONGEST_ROUND_SECONDS);
            dropped += client.dropped();
            reader.interrupt();
            reader.join();
            edges = counts.size();
            return sample;
        }
    }

    private void print(Map<Way, List<Sample>> samples) {
        System.out.printf(
                "%-20s %12s %16s %12s %14s %12s%n",
                "", "flows/s", "flows/s per core", "us per flow", "bytes per flow", "x transport");
        double transport = 1 / median(samples.getOrDefault(Way.TRANSPORT, List.of()));
        samples.forEach(
                (way, all) -> {
                    double perCore = median(all);
                    double rate =
                            all.stream()
                                    .mapToDouble(Sample::perSecond)
                                    .sorted()
                                    .toArray()[all.size() / 2];
                    double bytes =
                            all.stream()
                                    .mapToDouble(Sample::bytesPerFlow)
                                    .sorted()
                                    .toArray()[all.size() / 2];
                    System.out.printf(
                            Locale.ROOT,
                            "%-20s %,12.0f %,16.0f %12.2f %,14.0f %12.2f%n",
                            way.words,
                            rate,
                            perCore,
                            1e6 / perCore,
                            bytes,
                            1 / perCore / transport);
                });
        System.out.printf(
                "Medians of %d rounds; %,d flows dropped for want of room, %,d edges.%n",
                samples.getOrDefault(Way.CLIENT, List.of()).size(), dropped, edges);
    }

    private static double median(List<Sample> samples) {
        return samples.stream()
                .sorted(Comparator.comparingDouble(Sample::perCore))
                .toList()
                .get(samples.size() / 2)
                .perCore();
    }
}
