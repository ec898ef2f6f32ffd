package dev.portcullis.console.workloads.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import dev.portcullis.console.base.CommandBlock;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.workloads.PodLogs;
import dev.portcullis.console.workloads.WorkloadId;
import dev.portcullis.console.workloads.WorkloadPod;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The log of a pod, from its newest lines on, at the right side of the page. */
class LogDrawer extends Dialog {
    private static final int TAIL = 200;
    private static final int SHOWN = 500;

    private final PodLogs logs;
    private final WorkloadId workload;
    private final WorkloadPod pod;
    private final Select<String> container = new Select<>();
    private final Checkbox follow = new Checkbox("Follow", true);
    private final Div trouble = new Div();
    private final Div text = new Div();
    private final CommandBlock command = new CommandBlock("");
    private final AtomicReference<PodLogs.@Nullable Following> following = new AtomicReference<>();

    LogDrawer(PodLogs logs, WorkloadId workload, WorkloadPod pod) {
        this.logs = logs;
        this.workload = workload;
        this.pod = pod;
        setHeaderTitle("Log of " + pod.name());
        addClassName("pc-log-drawer");
        setDraggable(false);
        // Places count from the inset that Vaadin keeps around every dialog, 16 px at each side
        setWidth("min(100vw - 32px, 860px)");
        setHeight("calc(100vh - 32px)");
        setTop("0");
        setLeft("calc(100vw - 32px - min(100vw - 32px, 860px))");
        container.setAriaLabel("Container");
        container.setItems(pod.containers());
        container.setVisible(pod.containers().size() > 1);
        if (!pod.containers().isEmpty()) {
            container.setValue(pod.containers().getFirst());
        }
        container.addValueChangeListener(_ -> restart());
        follow.addValueChangeListener(_ -> restart());
        text.addClassName("pc-log");
        text.getElement().setAttribute("role", "log").setAttribute("tabindex", "0");
        text.getElement().setAttribute("aria-label", "The newest lines");
        noticeWhoReadsUpThere();
        var controls = new Div(container, follow);
        controls.addClassName("pc-row");
        var content = new Div(controls, trouble, text, command);
        content.addClassName("pc-log-content");
        add(content);
        getFooter().add(new Button("Close", _ -> close()));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        restart();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        stop();
        super.onDetach(event);
    }

    private PodLogs.Query query() {
        return new PodLogs.Query(
                workload.namespace(),
                pod.name(),
                container.getValue() == null ? "" : container.getValue(),
                TAIL);
    }

    private void restart() {
        stop();
        trouble.removeAll();
        text.removeAll();
        text.getElement().executeJs("this.reading = false");
        command.show(query().kubectl());
        if (!follow.getValue()) {
            switch (logs.read(query())) {
                case PodLogs.Result.Lines(List<String> lines) -> append(lines);
                case PodLogs.Result.Refused refused -> show(refused);
            }
            return;
        }
        getUI().ifPresent(ui -> following.set(logs.follow(query(), reader(ui))));
    }

    private PodLogs.Reader reader(UI ui) {
        return new PodLogs.Reader() {
            @Override
            public void lines(List<String> lines) {
                ui.access(() -> append(lines));
            }

            @Override
            public void ended(PodLogs.Result.Refused why) {
                ui.access(() -> show(why));
            }
        };
    }

    private void append(List<String> lines) {
        for (var line : lines) {
            var row = new Div();
            row.setText(line);
            text.add(row);
        }
        while (text.getComponentCount() > SHOWN) {
            text.remove(text.getComponentAt(0));
        }
        text.getElement().executeJs("if (!this.reading) this.scrollTop = this.scrollHeight");
    }

    /** Only who reads at the end is taken along by new lines: whoever scrolled up reads on in peace. */
    private void noticeWhoReadsUpThere() {
        text.getElement()
                .executeJs(
                        """
                        let last = 0;
                        this.addEventListener('scroll', () => {
                          const atEnd = this.scrollHeight - this.scrollTop - this.clientHeight < 40;
                          this.reading = !atEnd && (this.reading || this.scrollTop < last);
                          last = this.scrollTop;
                        });
                        """);
    }

    private void show(PodLogs.Result.Refused why) {
        trouble.removeAll();
        trouble.add(
                why.permission()
                        ? Notice.noPermission("No permission", why.sentence())
                        : Notice.error(why.sentence(), "What was read before stays below."));
    }

    private void stop() {
        var old = following.getAndSet(null);
        if (old != null) {
            old.close();
        }
    }
}
