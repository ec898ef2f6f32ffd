/** One small program, two trades: legitimate load through the user service, and the attack plans of drills. */
@NullMarked
package dev.portcullis.traffic;

import org.jspecify.annotations.NullMarked;
