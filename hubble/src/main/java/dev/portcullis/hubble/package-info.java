@NullMarked
package dev.portcullis.hubble;

import org.jspecify.annotations.NullMarked;
