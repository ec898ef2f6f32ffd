/** Attack plans with a fixed shape: every attempt is one line of evidence, and none does harm. */
@NullMarked
package dev.portcullis.traffic.attack;

import org.jspecify.annotations.NullMarked;
