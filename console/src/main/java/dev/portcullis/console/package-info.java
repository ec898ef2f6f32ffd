@NullMarked
package dev.portcullis.console;

import org.jspecify.annotations.NullMarked;
