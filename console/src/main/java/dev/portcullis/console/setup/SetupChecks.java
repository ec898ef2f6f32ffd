package dev.portcullis.console.setup;

import java.util.List;

/** Looks at everything the console depends on. */
public interface SetupChecks {
    /** Makes every check now, and answers in a fixed order. Takes seconds where something does not answer. */
    List<SetupCheck> run();
}
