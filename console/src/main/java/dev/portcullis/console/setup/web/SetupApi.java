package dev.portcullis.console.setup.web;

import dev.portcullis.console.setup.SetupCheck;
import dev.portcullis.console.setup.SetupCheck.Finding;
import dev.portcullis.console.setup.SetupChecks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The checks for scripts: an installation can wait until {@code sound} is true. */
@RestController
@Tag(name = "setup")
class SetupApi {
    private final SetupChecks checks;

    SetupApi(SetupChecks checks) {
        this.checks = checks;
    }

    /**
     * All checks.
     *
     * @param sound whether nothing is wanting and everything could be checked
     */
    record Answer(boolean sound, List<Item> checks) {
        Answer {
            checks = List.copyOf(checks);
        }
    }

    /**
     * One check.
     *
     * @param state {@code sound}, {@code wanting} or {@code unchecked}
     * @param mend what to do about it, or what would allow the check; empty where it is sound
     * @param command a command that mends it or looks closer; may be empty
     */
    record Item(String id, String title, String state, String seen, String mend, String command) {
        static Item of(SetupCheck check) {
            return switch (check.finding()) {
                case Finding.Sound sound -> item(check, "sound", sound.seen(), "", "");
                case Finding.Wanting wanting ->
                        item(check, "wanting", wanting.seen(), wanting.mend(), wanting.command());
                case Finding.Unchecked unchecked ->
                        item(check, "unchecked", unchecked.seen(), unchecked.next(), "");
            };
        }

        private static Item item(
                SetupCheck check, String state, String seen, String mend, String command) {
            return new Item(check.id(), check.title(), state, seen, mend, command);
        }
    }

    @GetMapping("/api/v1/setup")
    @Operation(summary = "Whether the console finds all it needs, and how to mend what it does not")
    Answer setup() {
        List<Item> items = checks.run().stream().map(Item::of).toList();
        return new Answer(items.stream().allMatch(item -> item.state().equals("sound")), items);
    }
}
