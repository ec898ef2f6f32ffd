/** The commands: each reads its input, asks the engine once, and prints. */
@NullMarked
package dev.portcullis.policycli.command;

import org.jspecify.annotations.NullMarked;
