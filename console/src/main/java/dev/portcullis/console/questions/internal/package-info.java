/** How the questions are answered. */
@NullMarked
package dev.portcullis.console.questions.internal;

import org.jspecify.annotations.NullMarked;
