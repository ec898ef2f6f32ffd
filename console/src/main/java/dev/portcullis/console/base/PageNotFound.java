package dev.portcullis.console.base;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.HttpStatusCode;
import jakarta.annotation.security.PermitAll;

/** There is no such page, or this user may not know of it. */
@ParentLayout(MainLayout.class)
@PermitAll
class PageNotFound extends Composite<Page> implements HasErrorParameter<NotFoundException> {
    @Override
    public int setErrorParameter(
            BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        getContent().removeAll();
        getContent()
                .add(
                        new ErrorBox(
                                Notice.error(
                                                "There is no page /"
                                                        + event.getLocation().getPath(),
                                                "It may have been removed, or your role may not open it.")
                                        .withAction(new Anchor("", "Go to the map"))));
        return HttpStatusCode.NOT_FOUND.getCode();
    }
}
