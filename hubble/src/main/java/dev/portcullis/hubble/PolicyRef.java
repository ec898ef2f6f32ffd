package dev.portcullis.hubble;

/**
 * A policy that a flow names as having decided it.
 *
 * @param kind {@code CiliumNetworkPolicy}, …; empty from agents that do not say
 * @param namespace empty for a clusterwide one
 * @param name its name
 * @param revision the agent's policy revision, not the object's resourceVersion
 */
public record PolicyRef(String kind, String namespace, String name, long revision) {}
