package dev.portcullis.console.incidents.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.portcullis.console.incidents.IncidentQuery;
import dev.portcullis.console.incidents.IncidentState;
import java.util.LinkedHashMap;
import java.util.Optional;

/** What the address of the list says. */
record IncidentsLocation(IncidentQuery query) {
    static IncidentsLocation read(QueryParameters parameters) {
        return new IncidentsLocation(
                new IncidentQuery(
                        IncidentState.parse(parameters.getSingleParameter("state").orElse("")),
                        IncidentQuery.Kind.parse(parameters.getSingleParameter("kind").orElse(""))
                                .orElse(IncidentQuery.Kind.ALL),
                        parameters.getSingleParameter("text").orElse("")));
    }

    QueryParameters write() {
        var values = new LinkedHashMap<String, String>();
        query.state().ifPresent(state -> values.put("state", state.word()));
        if (query.kind() != IncidentQuery.Kind.ALL) {
            values.put("kind", query.kind().word());
        }
        if (!query.text().isEmpty()) {
            values.put("text", query.text());
        }
        return QueryParameters.simple(values);
    }

    IncidentsLocation of(Optional<IncidentState> state) {
        return new IncidentsLocation(new IncidentQuery(state, query.kind(), query.text()));
    }

    IncidentsLocation of(IncidentQuery.Kind kind) {
        return new IncidentsLocation(new IncidentQuery(query.state(), kind, query.text()));
    }

    IncidentsLocation of(String text) {
        return new IncidentsLocation(new IncidentQuery(query.state(), query.kind(), text));
    }
}
