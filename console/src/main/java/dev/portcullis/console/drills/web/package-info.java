/** The drills for programs, and their reports. */
@NullMarked
package dev.portcullis.console.drills.web;

import org.jspecify.annotations.NullMarked;
