package dev.portcullis.console.base;

import com.vaadin.flow.component.html.Div;

/** Keeps a notice in the middle of an otherwise empty page. */
class ErrorBox extends Div {
    ErrorBox(Notice notice) {
        addClassName("pc-error-page");
        add(notice);
    }
}
