package dev.portcullis.console.base;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.HttpStatusCode;
import jakarta.annotation.security.PermitAll;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A page that could not be opened, for a reason nobody planned. The log has the cause under the number shown. */
@ParentLayout(MainLayout.class)
@PermitAll
class PageFailed extends Composite<Page> implements HasErrorParameter<Exception> {
    private static final Logger LOG = LoggerFactory.getLogger(PageFailed.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        var number = UUID.randomUUID().toString().substring(0, 8);
        LOG.error(
                "Page /{} failed ({})",
                event.getLocation().getPath(),
                number,
                parameter.getException());
        getContent().removeAll();
        getContent()
                .add(
                        new ErrorBox(
                                Notice.error(
                                                "This page could not be opened",
                                                "The console's log has the cause under "
                                                        + number
                                                        + ". Try again, or go to the map.")
                                        .withAction(new Anchor("", "Go to the map"))));
        return HttpStatusCode.INTERNAL_SERVER_ERROR.getCode();
    }
}
