/** One question a line, one answer a line: what other engines are compared with this one by. */
@NullMarked
package dev.portcullis.policycli.ask;

import org.jspecify.annotations.NullMarked;
