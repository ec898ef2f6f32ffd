/** What can be asked of the policies in force: why, what a change would do, who can reach whom, and what would be enough. */
@NullMarked
package dev.portcullis.console.questions;

import org.jspecify.annotations.NullMarked;
