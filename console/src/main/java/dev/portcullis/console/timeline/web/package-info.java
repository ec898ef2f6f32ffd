/** The timeline and evidence packs for programs. */
@NullMarked
package dev.portcullis.console.timeline.web;

import org.jspecify.annotations.NullMarked;
