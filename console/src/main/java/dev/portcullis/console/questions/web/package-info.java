/** The questions as JSON. */
@NullMarked
package dev.portcullis.console.questions.web;

import org.jspecify.annotations.NullMarked;
