package dev.portcullis.console.flows;

/**
 * One second of traffic to a workload.
 *
 * @param epochSecond which second, by the console's clock
 * @param allowed events that reached it
 * @param denied attempts that did not, each counted once
 */
public record TrafficSecond(long epochSecond, int allowed, int denied) {}
