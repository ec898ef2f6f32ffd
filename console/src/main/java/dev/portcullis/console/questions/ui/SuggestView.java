package dev.portcullis.console.questions.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.base.PolicyTabs;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.console.questions.PolicyQuestions;
import dev.portcullis.console.questions.PreviewPart;
import dev.portcullis.console.questions.SuggestQuestion;
import dev.portcullis.console.questions.SuggestedPolicies;
import jakarta.annotation.security.PermitAll;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** From what was seen to the least policies that let it pass: choose, look, and take them to the editor. */
@Route("policies/suggest")
@PageTitle("Suggest policies · Portcullis")
@PermitAll
@CssImport("./questions/questions.css")
class SuggestView extends Composite<Page> implements AfterNavigationObserver {
    /** How far back flows count. */
    enum Back {
        ALL("All kept flows", ""),
        FIVE("Last 5 min", "PT5M"),
        QUARTER("Last 15 min", "PT15M"),
        HOUR("Last hour", "PT1H");

        private final String word;
        private final String key;

        Back(String word, String key) {
            this.word = word;
            this.key = key;
        }

        static Back of(String key) {
            for (var back : values()) {
                if (back.key.equals(key)) {
                    return back;
                }
            }
            return ALL;
        }

        Optional<Duration> time() {
            return key.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(key));
        }
    }

    private final PolicyQuestions questions;
    private final Workloads workloads;
    private final Select<String> about = new Select<>();
    private final Select<Back> back = new Select<>();
    private final Div body = new Div();

    SuggestView(PolicyQuestions questions, Workloads workloads) {
        this.questions = questions;
        this.workloads = workloads;
        about.setLabel("1. For which workload");
        about.setWidth("280px");
        about.setPlaceholder("Choose a workload or namespace");
        back.setLabel("2. From which flows");
        back.setItems(Back.values());
        back.setItemLabelGenerator(choice -> choice.word);
        back.setValue(Back.ALL);
        var show = new Button("Suggest policies", _ -> go());
        show.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        var form = new Div(about, back, show);
        form.addClassName("pc-suggest-form");
        body.addClassName("pc-answers");
        getContent()
                .add(
                        PolicyTabs.at(PolicyTabs.Place.SUGGEST),
                        new PageHeader("Suggest policies"),
                        new Card(form),
                        body);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var places = new TreeSet<String>();
        workloads.all().stream()
                .filter(workload -> !workload.endpoints().isEmpty())
                .forEach(
                        workload -> {
                            places.add(workload.namespace());
                            places.add(workload.id());
                        });
        about.setItems(places);
        about.setItemLabelGenerator(
                place -> place.contains("/") ? place : "all of namespace " + place);
        var parameters = event.getLocation().getQueryParameters();
        back.setValue(Back.of(parameters.getSingleParameter("back").orElse("")));
        var wanted = parameters.getSingleParameter("about");
        wanted.filter(places::contains).ifPresent(about::setValue);
        body.removeAll();
        if (wanted.isEmpty()) {
            body.add(
                    Notice.empty(
                            "Nothing is suggested yet",
                            "Choose a workload. What was seen to pass becomes the least policies that"
                                    + " let it pass. What drills did is no reason, and nothing is"
                                    + " applied before you have reviewed it."));
        } else {
            show(wanted.get(), back.getValue());
        }
    }

    private void show(String place, Back from) {
        var slash = place.indexOf('/');
        var suggested =
                questions.suggest(
                        new SuggestQuestion(
                                slash < 0 ? place : place.substring(0, slash),
                                slash < 0
                                        ? Optional.empty()
                                        : Optional.of(place.substring(slash + 1)),
                                from.time()));
        if (suggested.drafts().isEmpty()) {
            body.add(
                    Notice.empty(
                            "Nothing is missing for " + place,
                            "Existing policies allow all that passed, %s."
                                    .formatted(suggested.window().words())));
            if (!suggested.left().isEmpty()) {
                body.add(new Card("What no suggestion can let pass", list(suggested.left())));
            }
            return;
        }
        var columns = new Div(policies(place, from, suggested), words(suggested));
        columns.addClassName("pc-suggest-columns");
        body.add(columns);
    }

    private static Component policies(String place, Back from, SuggestedPolicies suggested) {
        var names = new Div();
        names.addClassName("pc-column");
        suggested
                .drafts()
                .forEach(
                        draft -> {
                            var name = new Span(draft.id().display());
                            name.addClassName("pc-mono");
                            var row =
                                    new Div(
                                            new Badge(
                                                    Tone.OUTLINE,
                                                    draft.extendsExisting()
                                                            ? "adds to an existing one"
                                                            : "new"),
                                            name);
                            row.addClassName("pc-row");
                            names.add(row);
                        });
        var yaml = new Pre(suggested.yaml());
        yaml.addClassName("pc-yaml");
        yaml.getElement().setAttribute("tabindex", "0");
        var review = new Anchor(editor(place, from), "3. Review and apply in the editor");
        review.getElement().setAttribute("router-link", true);
        review.addClassName("pc-link-button");
        return new Card("Suggested policies", names, yaml, review);
    }

    private static Component words(SuggestedPolicies suggested) {
        var right = new Div();
        right.addClassName("pc-answers");
        right.add(
                new Card(
                        "What they admit beyond what was observed",
                        list(suggested.generalisations())));
        if (!suggested.left().isEmpty()) {
            right.add(new Card("What no suggestion can let pass", list(suggested.left())));
        }
        right.add(new Card("What they would change", new PreviewPart(suggested.effect())));
        return right;
    }

    private static Component list(List<String> sentences) {
        var list = new UnorderedList();
        list.addClassName("pc-sentences");
        sentences.forEach(sentence -> list.add(new ListItem(sentence)));
        return list;
    }

    private static String editor(String place, Back from) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("suggest", place);
        if (!from.key.isEmpty()) {
            parameters.put("back", from.key);
        }
        var query = new StringBuilder();
        parameters.forEach(
                (key, value) ->
                        query.append(query.isEmpty() ? "?" : "&")
                                .append(key)
                                .append('=')
                                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return "policies/new" + query;
    }

    private void go() {
        var place = about.getValue();
        if (place == null) {
            about.setInvalid(true);
            about.setErrorMessage("Choose one.");
            return;
        }
        about.setInvalid(false);
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("about", place);
        if (!back.getValue().key.isEmpty()) {
            parameters.put("back", back.getValue().key);
        }
        getUI().ifPresent(ui -> ui.navigate(SuggestView.class, QueryParameters.simple(parameters)));
    }
}
