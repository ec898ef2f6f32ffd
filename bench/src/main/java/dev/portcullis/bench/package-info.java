@NullMarked
package dev.portcullis.bench;

import org.jspecify.annotations.NullMarked;
