package dev.portcullis.console.setup.internal;

import dev.portcullis.console.setup.SetupCheck;

/** Makes one check. May wait for what it asks; never throws for an answer that is wrong or missing. */
interface Check {
    SetupCheck make();
}
