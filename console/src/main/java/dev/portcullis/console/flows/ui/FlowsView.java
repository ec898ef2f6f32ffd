package dev.portcullis.console.flows.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.UploadHandler;
import dev.portcullis.console.flows.Recordings;
import jakarta.annotation.security.PermitAll;

/** The flows themselves, live or of a recorded file. */
@Route("flows")
@PageTitle("Flows · Portcullis")
@Menu(title = "Flows", order = 20, icon = "flows")
@PermitAll
class FlowsView extends Composite<FlowsPage> {
    private final Recordings recordings;

    FlowsView(Recordings recordings) {
        this.recordings = recordings;
    }

    @Override
    protected FlowsPage initContent() {
        var page = new FlowsPage();
        page.openWith(upload(page));
        return page;
    }

    private Upload upload(FlowsPage page) {
        var upload =
                new Upload(
                        (UploadHandler)
                                event -> {
                                    try (var lines = event.getInputStream()) {
                                        var result = recordings.open(event.getFileName(), lines);
                                        event.getUI().access(() -> show(page, result));
                                    }
                                });
        upload.setDropAllowed(true);
        upload.setMaxFileSize((int) Recordings.MAX_BYTES);
        upload.addFileRejectedListener(rejected -> page.refuse(rejected.getErrorMessage()));
        return upload;
    }

    private static void show(FlowsPage page, Recordings.OpenResult result) {
        switch (result) {
            case Recordings.OpenResult.Opened(var recording) -> page.show(recording.id());
            case Recordings.OpenResult.NoFlows none ->
                    page.refuse(
                            "There is no flow in this file. %d lines could not be read%s"
                                    .formatted(
                                            none.badLines(),
                                            none.firstBad().isEmpty()
                                                    ? "."
                                                    : "; line %d: %s"
                                                            .formatted(
                                                                    none.firstBad()
                                                                            .getFirst()
                                                                            .line(),
                                                                    none.firstBad()
                                                                            .getFirst()
                                                                            .why())));
            case Recordings.OpenResult.Unreadable(var why) -> page.refuse(why);
        }
    }
}
