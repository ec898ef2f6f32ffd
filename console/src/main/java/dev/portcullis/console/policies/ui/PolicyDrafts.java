package dev.portcullis.console.policies.ui;

import com.vaadin.flow.server.VaadinSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a user is writing, by the page it is written on: a reload or another page loses nothing of it. */
final class PolicyDrafts {
    private static final int MOST = 20;

    private final Map<String, PolicyDraft> drafts =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, PolicyDraft> eldest) {
                    return size() > MOST;
                }
            };

    private PolicyDrafts() {}

    /** Those of the session at hand. */
    static PolicyDrafts ofSession() {
        var session = VaadinSession.getCurrent();
        var known = session.getAttribute(PolicyDrafts.class);
        if (known != null) {
            return known;
        }
        var fresh = new PolicyDrafts();
        session.setAttribute(PolicyDrafts.class, fresh);
        return fresh;
    }

    Optional<PolicyDraft> find(String page) {
        return Optional.ofNullable(drafts.get(page));
    }

    void keep(String page, PolicyDraft draft) {
        drafts.put(page, draft);
    }

    void remove(String page) {
        drafts.remove(page);
    }
}
