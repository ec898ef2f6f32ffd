package dev.portcullis.lab.controllers;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.objects.Fields;
import tools.jackson.databind.node.ObjectNode;

/** Gives every namespace its default service account. */
final class Namespaces extends Controller {

    Namespaces(Store store) {
        super(store, Kind.NAMESPACE);
    }

    @Override
    void reconcile(ObjectNode namespace) {
        String name = Fields.name(namespace);
        if (!Fields.isBeingDeleted(namespace)
                && store().get(Kind.SERVICE_ACCOUNT, name, "default").isEmpty()) {
            store().create(Fields.object("v1", "ServiceAccount", name, "default"));
        }
    }
}
