package dev.portcullis.console.story;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketFrame;
import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.List;

/** What a server says over WebSockets of one address, which a story can keep from the page for a while. */
final class HeldMessages {
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;

    private HeldMessages() {}

    /** Stands in between from the page's next connection on. */
    static HeldMessages of(Page page, String address) {
        var messages = new HeldMessages();
        page.routeWebSocket(address, messages::pass);
        return messages;
    }

    private void pass(WebSocketRoute browser) {
        browser.connectToServer().onMessage(frame -> take(() -> send(browser, frame)));
    }

    private void take(Runnable message) {
        if (holding) {
            held.add(message);
        } else {
            message.run();
        }
    }

    private static void send(WebSocketRoute browser, WebSocketFrame frame) {
        if (frame.text() == null) {
            browser.send(frame.binary());
        } else {
            browser.send(frame.text());
        }
    }

    /** Keeps all that comes from now on. */
    void hold() {
        holding = true;
    }

    /** Hands over what was kept, in its order, and keeps nothing any more. */
    void release() {
        holding = false;
        held.forEach(Runnable::run);
        held.clear();
    }
}
