package dev.portcullis.lab.api;

import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerEndpointConfig;

/** Hands the endpoint that was made for a request to the container, which would make one of its own. */
final class OneEndpoint extends ServerEndpointConfig.Configurator {
    private final Endpoint endpoint;

    OneEndpoint(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
        return type.cast(endpoint);
    }
}
