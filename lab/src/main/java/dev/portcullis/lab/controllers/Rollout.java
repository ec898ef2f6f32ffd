package dev.portcullis.lab.controllers;

import dev.portcullis.lab.objects.Fields;
import tools.jackson.databind.JsonNode;

/** How far a Deployment may go beyond and below its replicas while it rolls out. */
record Rollout(int replicas, int surge, int unavailable) {

    static Rollout of(JsonNode deployment) {
        JsonNode spec = deployment.path("spec");
        int replicas = Fields.number(spec.path("replicas"), 1);
        JsonNode rolling = spec.path("strategy").path("rollingUpdate");
        int surge = part(rolling.path("maxSurge"), replicas, true);
        int unavailable = part(rolling.path("maxUnavailable"), replicas, false);
        return new Rollout(replicas, surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
    }

    static boolean isRecreate(JsonNode deployment) {
        return Fields.text(deployment.path("spec").path("strategy").path("type"))
                .equals("Recreate");
    }

    /** How many replicas the new set may have, beside so many old ones. */
    int newReplicas(int now, int old) {
        int room = replicas + surge - old;
        return Math.max(now, Math.min(replicas, room));
    }

    /** How many old replicas may go, where so many of all are available. */
    int oldToRemove(int available) {
        return Math.max(0, available - (replicas - unavailable));
    }

    /** A number or a percentage; Kubernetes rounds surge up and unavailability down. */
    private static int part(JsonNode value, int whole, boolean up) {
        if (value.isNumber()) {
            return value.intValue();
        }
        String text = Fields.text(value);
        if (!text.matches("\\d{1,4}%")) {
            return up ? (whole + 3) / 4 : whole / 4;
        }
        int percent = Integer.parseInt(text.substring(0, text.length() - 1));
        return up ? (whole * percent + 99) / 100 : whole * percent / 100;
    }
}
