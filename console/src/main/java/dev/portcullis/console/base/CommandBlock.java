package dev.portcullis.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/** A command to run by hand, with a button that copies it. */
@Tag("pc-command")
@JsModule("./pc-command/pc-command.ts")
public class CommandBlock extends Component {
    /** Under the heading "kubectl equivalent". */
    public CommandBlock(String command) {
        getElement().setProperty("command", command);
    }

    public CommandBlock(String heading, String command) {
        this(command);
        getElement().setProperty("heading", heading);
    }

    /** Replaces the command. */
    public void show(String command) {
        getElement().setProperty("command", command);
    }
}
