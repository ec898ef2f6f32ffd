package dev.portcullis.console.timeline.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.Chip;
import dev.portcullis.console.base.Glyph;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.base.PhoneColumn;
import dev.portcullis.console.base.PhoneRow;
import dev.portcullis.console.base.Segments;
import dev.portcullis.console.timeline.Timeline;
import dev.portcullis.console.timeline.TimelineEvent;
import dev.portcullis.console.timeline.TimelineKind;
import dev.portcullis.console.timeline.TimelineQuery;
import dev.portcullis.console.timeline.ui.TimelineLocation.Range;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Everything that happened, the newest first. */
@Route("timeline")
@PageTitle("Timeline · Portcullis")
@Menu(title = "Timeline", order = 90, icon = "timeline")
@PermitAll
@CssImport("./timeline/timeline.css")
class TimelineView extends Composite<Page> implements AfterNavigationObserver {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final Timeline timeline;
    private final Clock clock;
    private final Grid<TimelineEvent> grid = new Grid<>();
    private final Chip count = new Chip();
    private final Anchor pack = new Anchor("", "Evidence pack");
    private final CheckboxGroup<TimelineKind> kinds = new CheckboxGroup<>();
    private final Segments ranges =
            new Segments(
                    "Span",
                    this::choose,
                    Arrays.stream(Range.values()).map(range -> range.words).toArray(String[]::new));
    private TimelineLocation location = TimelineLocation.read(QueryParameters.empty());

    TimelineView(Timeline timeline, Clock clock) {
        this.timeline = timeline;
        this.clock = clock;
        pack.getElement().setAttribute("download", true).setAttribute("router-ignore", true);
        kinds.setAriaLabel("Kinds");
        kinds.setItems(TimelineKind.values());
        kinds.setItemLabelGenerator(TimelineKind::words);
        kinds.addClassName("pc-timeline-kinds");
        kinds.addValueChangeListener(
                change -> {
                    if (change.isFromClient()) {
                        go(location.of(chosen(change.getValue())));
                    }
                });
        columns();
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setEmptyStateText(
                "Nothing of these kinds happened in this span. Choose a longer one, or more kinds.");
        grid.setSizeFull();
        var card = new Card(grid).flush();
        card.addClassName("pc-fill");
        getContent()
                .full()
                .add(new PageHeader("Timeline", count).withActions(pack, ranges), kinds, card);
    }

    private void columns() {
        grid.addColumn(event -> TIME.format(event.at()))
                .setHeader("When")
                .setWidth("200px")
                .setFlexGrow(0);
        grid.addComponentColumn(event -> kind(event.kind()))
                .setHeader("Kind")
                .setWidth("150px")
                .setFlexGrow(0);
        grid.addColumn(event -> event.actor().isEmpty() ? "–" : event.actor())
                .setHeader("Who")
                .setWidth("120px")
                .setFlexGrow(0);
        grid.addComponentColumn(TimelineView::title).setHeader("What").setFlexGrow(3);
        grid.addColumn(TimelineEvent::detail)
                .setHeader("Detail")
                .setTooltipGenerator(TimelineEvent::detail)
                .setFlexGrow(3);
        PhoneColumn.in(
                grid,
                "What",
                event ->
                        new PhoneRow(new Glyph(event.kind().glyph(), 16), title(event))
                                .words(event.detail())
                                .words(
                                        event.actor().isEmpty()
                                                ? TIME.format(event.at())
                                                : TIME.format(event.at()) + " · " + event.actor()));
    }

    private static Component kind(TimelineKind kind) {
        var words = new Span(new Glyph(kind.glyph(), 16), new Span(kind.words()));
        words.addClassName("pc-row");
        return words;
    }

    private static Component title(TimelineEvent event) {
        var title =
                event.path().isEmpty()
                        ? new Span(event.title())
                        : new Anchor(event.path(), event.title());
        title.getElement().setAttribute("title", event.title());
        title.getElement().getClassList().add("pc-ellipsis");
        return title;
    }

    private void choose(String words) {
        Arrays.stream(Range.values())
                .filter(range -> range.words.equals(words))
                .findFirst()
                .ifPresent(range -> go(location.of(range)));
    }

    /** All of them is the same as none of them, and a shorter address. */
    private static Set<TimelineKind> chosen(Set<TimelineKind> checked) {
        return checked.size() == TimelineKind.values().length
                ? EnumSet.noneOf(TimelineKind.class)
                : checked;
    }

    private void go(TimelineLocation next) {
        var parameters = next.write();
        getUI().ifPresent(ui -> ui.navigate(TimelineView.class, parameters));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        location = TimelineLocation.read(event.getLocation().getQueryParameters());
        ranges.press(location.from().isPresent() ? "" : location.range().words);
        kinds.setValue(
                location.kinds().isEmpty() ? EnumSet.allOf(TimelineKind.class) : location.kinds());
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        var following = timeline.onChange(() -> ui.access(this::refresh));
        addDetachListener(
                detached -> {
                    following.close();
                    detached.unregisterListener();
                });
    }

    private void refresh() {
        var now = clock.instant();
        var start = location.start(now);
        var end = location.end(now);
        var shown = timeline.between(new TimelineQuery(start, end, location.kinds()));
        grid.setItems(shown);
        pack.setHref("api/v1/timeline/evidence.zip?from=%s&to=%s".formatted(start, end));
        count.getElement().removeAllChildren();
        count.getElement()
                .appendChild(
                        Chip.fact(
                                        "",
                                        shown.size() == Timeline.MOST
                                                ? "%,d newest".formatted(Timeline.MOST)
                                                : Integer.toString(shown.size()),
                                        shown.size() == 1 ? "event" : "events")
                                .getElement(),
                        Chip.fact("", "", "observed ones are kept 30 days").getElement());
    }
}
