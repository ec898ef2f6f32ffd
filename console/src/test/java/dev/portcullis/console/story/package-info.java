/** What a person does with the whole product, told as tests against the lab and a real browser. */
@NullMarked
package dev.portcullis.console.story;

import org.jspecify.annotations.NullMarked;
