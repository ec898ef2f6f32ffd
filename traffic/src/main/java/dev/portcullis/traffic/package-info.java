@NullMarked
package dev.portcullis.traffic;

import org.jspecify.annotations.NullMarked;
